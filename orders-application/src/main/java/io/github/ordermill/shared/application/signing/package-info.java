/** Keys for the signatures of opaque values that clients hand back, such as consistency tokens. */
package io.github.ordermill.shared.application.signing;
