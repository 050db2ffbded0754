package io.github.ordermill.ordering.application.statistics;

import static java.util.stream.Collectors.toMap;

import io.github.ordermill.ordering.application.reading.OrderView;
import io.github.ordermill.shared.application.QueryHandler;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

class GetSalesByDayHandler implements QueryHandler<GetSalesByDay, List<DailySalesView>> {

  private final DailySalesViews sales;

  @Inject
  GetSalesByDayHandler(DailySalesViews sales) {
    this.sales = sales;
  }

  @Override
  public List<DailySalesView> handle(GetSalesByDay query) {
    var byDay =
        sales.between(query.from(), query.to(), query.currency()).stream()
            .collect(toMap(DailySalesView::date, Function.identity()));
    var zero = OrderView.Amount.of(BigDecimal.ZERO, query.currency());
    return query
        .from()
        .datesUntil(query.to().plusDays(1))
        .map(day -> byDay.getOrDefault(day, new DailySalesView(day, 0, 0, 0, zero)))
        .toList();
  }
}
