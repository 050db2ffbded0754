package io.github.ordermill.shared.application.paging;

import java.util.List;

/**
 * A numbered page of a list.
 *
 * @param items what is on it
 * @param total how many there are on all pages together, exactly
 * @param page its number, from 1 on
 * @param pageSize how many items a full page holds
 */
public record NumberedPage<T>(List<T> items, int total, int page, int pageSize) {

  public NumberedPage {
    items = List.copyOf(items);
  }
}
