/**
 * GraphQL over websockets after the graphql-transport-ws protocol: the endpoint, the handshake
 * filter, the sessions and their operations, and the send queue of each session.
 */
package io.github.ordermill.shared.web.websocket;
