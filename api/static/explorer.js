// Starts GraphiQL on the page that loads this file; everything comes from this server.
const fetcher = GraphiQL.createFetcher({ url: "/graphql" });
const root = ReactDOM.createRoot(document.getElementById("graphiql"));
const example = document.querySelector('meta[name="example"]').content;
root.render(React.createElement(GraphiQL, { fetcher, defaultQuery: example }));
