package io.github.ordermill.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The fences of the house, each shown to catch an offender. */
class ArchitectureTest {

  private static final String ROOT = "io.github.ordermill..";
  private static final List<String> MODULES =
      List.of("orders-domain", "orders-application", "orders-infrastructure", "orders-web");

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.github.ordermill");

  private static final JavaClasses OFFENDERS =
      new ClassFileImporter().importPackages("io.github.ordermill.architecture.offenders");

  private static final ArchRule THE_DOMAIN_SEES_JAVA_ONLY =
      classes()
          .that()
          .resideInAPackage("..domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "io.github.ordermill..domain..");

  private static final ArchRule THE_APPLICATION_SEES_THE_DOMAIN_AND_FIVE_APIS =
      classes()
          .that()
          .resideInAPackage("..application..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.github.ordermill..domain..",
              "io.github.ordermill..application..",
              "jakarta.inject..",
              "jakarta.enterprise..",
              "jakarta.transaction..",
              "jakarta.validation..",
              "org.eclipse.microprofile.graphql..",
              "io.smallrye.graphql.api..");

  private static final ArchRule THE_INFRASTRUCTURE_DOES_NOT_SEE_THE_WEB =
      noClasses()
          .that()
          .resideInAPackage("..infrastructure..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..web..", "jakarta.servlet..", "jakarta.websocket..", "graphql..");

  private static final ArchRule THE_WEB_SEES_THE_APPLICATION_ONLY =
      noClasses()
          .that()
          .resideInAPackage("..web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.github.ordermill..domain..",
              "io.github.ordermill..infrastructure..",
              "jakarta.persistence..",
              "jakarta.jms..",
              "java.sql..");

  private static final ArchRule THE_SETTINGS_SEE_JAVA_ONLY =
      classes()
          .that()
          .resideInAPackage("..settings..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "io.github.ordermill.settings..");

  private static final ArchRule HANDLERS_AND_ADAPTERS_ARE_NOT_PUBLIC =
      noClasses()
          .that()
          .haveNameMatching(".*\\.(Jpa|Sql|.*Handler$)[^.]*")
          .and()
          .resideOutsideOfPackage("..shared..")
          .and()
          .areNotInterfaces()
          .should()
          .haveModifier(JavaModifier.PUBLIC);

  private static final ArchRule NAMES_SAY_WHAT_A_THING_IS =
      noClasses()
          .that()
          .resideInAPackage(ROOT)
          .should()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Dto");

  private static final Map<String, ArchRule> RULES =
      new TreeMap<>(
          Map.of(
              "DomainOffender", THE_DOMAIN_SEES_JAVA_ONLY,
              "ApplicationOffender", THE_APPLICATION_SEES_THE_DOMAIN_AND_FIVE_APIS,
              "InfrastructureOffender", THE_INFRASTRUCTURE_DOES_NOT_SEE_THE_WEB,
              "WebOffender", THE_WEB_SEES_THE_APPLICATION_ONLY,
              "SettingsOffender", THE_SETTINGS_SEE_JAVA_ONLY,
              "SqlOffender", HANDLERS_AND_ADAPTERS_ARE_NOT_PUBLIC,
              "OffenderImpl", NAMES_SAY_WHAT_A_THING_IS));

  @Test
  void theHouseKeepsEveryRule() {
    assertThat(HOUSE).hasSizeGreaterThan(80);
    RULES.values().forEach(rule -> rule.check(HOUSE));
  }

  @Test
  void everyRuleCatchesItsOffender() {
    RULES.forEach(
        (offender, rule) ->
            assertThat(rule.evaluate(OFFENDERS).getFailureReport().toString())
                .as("the rule %s", rule.getDescription())
                .contains(offender));
  }

  @Test
  void noPackageStandsInTwoModules() throws IOException {
    var modulesByPackage = new TreeMap<String, TreeSet<String>>();
    for (var module : MODULES) {
      var sources = Path.of("..", module, "src", "main", "java");
      try (Stream<Path> files = Files.walk(sources)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .map(file -> sources.relativize(file.getParent()).toString())
            .forEach(
                name -> modulesByPackage.computeIfAbsent(name, key -> new TreeSet<>()).add(module));
      }
    }

    assertThat(modulesByPackage).isNotEmpty().allSatisfy((name, in) -> assertThat(in).hasSize(1));
  }

  @Test
  void everyPackageIntroducesItself() throws IOException {
    for (var module : MODULES) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        var packages =
            files
                .filter(file -> file.toString().endsWith(".java"))
                .map(Path::getParent)
                .distinct()
                .toList();
        assertThat(packages)
            .isNotEmpty()
            .allSatisfy(in -> assertThat(in.resolve("package-info.java")).exists());
      }
    }
  }

  @Test
  void theRulesLookAtEveryModule() {
    var seen = new TreeSet<String>();
    for (JavaClass type : HOUSE) {
      for (var layer : List.of(".domain", ".application", ".infrastructure", ".web")) {
        if (type.getPackageName().contains(layer)) {
          seen.add(layer);
        }
      }
    }
    assertThat(seen).containsExactly(".application", ".domain", ".infrastructure", ".web");
  }
}
