// Opens GraphiQL with one tab per example operation. The browser keeps tabs that have been edited.
const place = document.getElementById('graphiql');
const bundle = document.getElementById('bundle').href;
const endpoint = new URL('../graphql', document.baseURI).pathname;

const worker = (name) => new Worker(new URL(`../monacoeditorwork/${name}.bundle.js`, bundle));
const workers = { graphql: 'graphql.worker.', json: 'json.worker' };
globalThis.MonacoEnvironment = {
  getWorker: (_, label) => worker(workers[label] ?? 'editor.worker'),
};

globalThis.VERTX_GRAPHIQL_CONFIG = {
  graphQLUri: endpoint,
  graphQLWSUri: endpoint.slice(1), // the bundle puts a slash before it
};

// The bundle would write every edit into the address: to be kept in histories and logs, and too long for some servers.
history.replaceState = () => {};

// Right after a change of tabs, GraphiQL still names the operation of the tab before.
const send = globalThis.fetch;
globalThis.fetch = (resource, options) => {
  if (options?.method !== 'POST') return send(resource, options);
  const { operationName, ...request } = JSON.parse(options.body);
  const named = new RegExp(`^\\s*(query|mutation|subscription)\\s+${operationName}\\b`, 'm').test(request.query);
  return send(resource, { ...options, body: JSON.stringify(named ? { ...request, operationName } : request) });
};

const tab = ({ query, variables }) => {
  const operationName = /^(?:query|mutation|subscription)\s+(\w+)/m.exec(query)[1];
  return { id: operationName, title: operationName, query, variables, headers: null, operationName, response: null };
};

try {
  // Tabs can be had from the browser's storage only, where GraphiQL keeps those of the last time.
  if (localStorage.getItem('graphiql:tabState') === null) {
    const examples = await (await fetch('examples.json')).json();
    localStorage.setItem('graphiql:tabState', JSON.stringify({ activeTabIndex: 0, tabs: examples.map(tab) }));
    localStorage.setItem('graphiql:query', examples[0].query);
    localStorage.setItem('graphiql:variables', examples[0].variables);
  }
  await import(bundle);
} catch (problem) {
  place.firstElementChild.textContent = 'GraphiQL could not be opened: ' + problem.message;
}
