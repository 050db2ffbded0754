package io.github.ordermill.running;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/**
 * Inside Payara Micro, with the WAR as it is delivered. Everything that needs the container from
 * within belongs into this class, since each class of this kind pays for a container of its own.
 */
@ArquillianTest
class InContainerIT {

  @Inject private BeanManager beans;

  @Deployment
  static WebArchive theWarAsDelivered() {
    return ShrinkWrap.createFromZipFile(
            WebArchive.class, BuildOutput.directory().resolve("orders.war").toFile())
        .addClass(InContainerIT.class)
        .addAsLibraries(jarOf(Assertions.class).toFile());
  }

  @Test
  void injectsIntoWhatRunsInside() {
    assertThat(beans).isNotNull();
    assertThat(beans.getBeans(Object.class)).isNotEmpty();
  }

  private static Path jarOf(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }
}
