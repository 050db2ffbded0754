package io.github.ordermill.shared.application;

import java.util.List;

/**
 * A numbered page of a list.
 *
 * @param items what is on it
 * @param total how many there are on all pages together, exactly
 * @param page its number, from 1 on
 * @param pageSize how many items a full page holds
 */
public record Page<T>(List<T> items, int total, int page, int pageSize) {

  public Page {
    items = List.copyOf(items);
  }
}
