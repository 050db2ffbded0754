package io.github.ordermill.operations.application;

import io.github.ordermill.shared.application.QueryHandler;
import jakarta.inject.Inject;
import java.util.List;

class GetProjectionsHandler implements QueryHandler<GetProjections, List<ProjectionStatus>> {

  private final ProjectionControl operations;

  @Inject
  GetProjectionsHandler(ProjectionControl operations) {
    this.operations = operations;
  }

  @Override
  public List<ProjectionStatus> handle(GetProjections query) {
    return operations.projections();
  }
}
