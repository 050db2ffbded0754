/**
 * Tests of the documentation: links, names, code blocks and generated parts. {@link
 * io.github.ordermill.docs.DocsTest} checks what needs no server; {@code DocsIT} among the
 * end-to-end tests runs the code for client developers.
 */
package io.github.ordermill.docs;
