package io.github.ordermill.shared.web.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class HealthServletTest {

  private static final HealthCheckResponse UP =
      new HealthCheckResponse("up", Status.UP, Optional.empty());

  @Test
  void isDownIfARequiredCheckIs() {
    assertThat(HealthServlet.isUp(List.of(UP, down(Map.of())))).isFalse();
    assertThat(HealthServlet.isUp(List.of(UP, down(Map.of("required", true))))).isFalse();
  }

  @Test
  void isUpIfOnlyACheckThatInformsIsDown() {
    assertThat(HealthServlet.isUp(List.of(UP, down(Map.of("required", false))))).isTrue();
  }

  private static HealthCheckResponse down(Map<String, Object> data) {
    return new HealthCheckResponse("down", Status.DOWN, Optional.of(data));
  }
}
