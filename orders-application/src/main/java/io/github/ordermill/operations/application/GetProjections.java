package io.github.ordermill.operations.application;

import io.github.ordermill.shared.application.Query;
import java.util.List;

/** Lists all projections with their lag, sorted by name. */
public record GetProjections() implements Query<List<ProjectionStatus>> {}
