package io.github.ordermill.operations.application;

import io.github.ordermill.shared.application.QueryHandler;
import jakarta.inject.Inject;
import java.util.List;

class GetProjectionsHandler implements QueryHandler<GetProjections, List<ProjectionStatus>> {

  private final ProjectionControl control;

  @Inject
  GetProjectionsHandler(ProjectionControl control) {
    this.control = control;
  }

  @Override
  public List<ProjectionStatus> handle(GetProjections query) {
    return control.projections();
  }
}
