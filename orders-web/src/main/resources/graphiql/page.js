// Opens GraphiQL with one tab per example operation. The browser keeps tabs that have been edited.
'use strict';

(async () => {
  const place = document.getElementById('graphiql');
  const endpoint = new URL('../graphql', document.baseURI);

  const names = (query, operationName) =>
    new RegExp(`\\b(query|mutation|subscription)\\s+${operationName}\\b`).test(query);

  const fetcher = async ({ query, operationName, variables }, { headers } = {}) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        accept: 'application/graphql-response+json, application/json;q=0.9',
        'content-type': 'application/json',
        ...headers,
      },
      body: JSON.stringify({
        query,
        // Right after a change of tabs, GraphiQL still names the operation of the tab before.
        operationName: names(query, operationName) ? operationName : undefined,
        variables,
      }),
    });
    return response.json();
  };

  try {
    const examples = await (await fetch('examples.json')).json();
    if (localStorage.getItem('graphiql:tabState') === null) {
      // GraphiQL takes the query of the first default tab, but not its variables.
      localStorage.setItem('graphiql:variables', examples[0].variables);
    }
    ReactDOM.createRoot(place).render(
      React.createElement(
        GraphiQL,
        {
          fetcher,
          defaultEditorToolsVisibility: 'variables',
          defaultTabs: examples.map(({ query, variables }) => ({ query, variables })),
          shouldPersistHeaders: false,
        },
        React.createElement(
          GraphiQL.Logo,
          null,
          React.createElement('span', { className: 'ordermill' }, 'Ordermill'),
        ),
      ),
    );
  } catch (problem) {
    place.firstElementChild.textContent = 'GraphiQL could not be opened: ' + problem.message;
  }
})();
