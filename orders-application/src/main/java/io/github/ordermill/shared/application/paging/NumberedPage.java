package io.github.ordermill.shared.application.paging;

import java.util.List;

/**
 * A numbered page of a list.
 *
 * @param total exact number of items on all pages
 * @param page number of the page, from 1 on
 * @param pageSize maximum number of items on a page
 */
public record NumberedPage<T>(List<T> items, int total, int page, int pageSize) {

  public NumberedPage {
    items = List.copyOf(items);
  }
}
