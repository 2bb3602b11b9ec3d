"""The facts that ship with the product, and the script that remakes them."""
