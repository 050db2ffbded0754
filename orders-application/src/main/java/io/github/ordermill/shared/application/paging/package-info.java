/** Pages of lists: by cursor and by number. */
package io.github.ordermill.shared.application.paging;
