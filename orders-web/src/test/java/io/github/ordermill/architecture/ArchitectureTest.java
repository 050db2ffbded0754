package io.github.ordermill.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Architecture rules of all modules, each shown to catch an offender. */
class ArchitectureTest {

  private static final String ROOT = "io.github.ordermill..";
  private static final List<String> MODULES =
      List.of("orders-domain", "orders-application", "orders-infrastructure", "orders-web");

  private static final int MAX_LINES_PER_FILE = 350;
  private static final int MAX_CLASSES_PER_PACKAGE = 25;

  private static final JavaClasses CLASSES =
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

  private static final ArchRule PACKAGES_FORM_NO_CYCLE =
      SlicesRuleDefinition.slices().matching("io.github.ordermill.(**)").should().beFreeOfCycles();

  /** A thread or timer of its own ends silently at the first error; see BackgroundTask. */
  private static final ArchRule LOOPS_ARE_SUPERVISED =
      noClasses()
          .that()
          .resideInAPackage(ROOT)
          .and()
          .resideOutsideOfPackages("..shared.application.background..", "..boot..")
          .should()
          .callConstructorWhere(
              JavaCall.Predicates.target(
                  HasOwner.Predicates.With.owner(
                      JavaClass.Predicates.assignableTo(Thread.class)
                          .or(JavaClass.Predicates.assignableTo(Timer.class)))))
          .orShould()
          .callMethodWhere(
              JavaCall.Predicates.target(
                  HasName.Predicates.nameMatching(
                      "newThread|scheduleAtFixedRate|scheduleWithFixedDelay")))
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("jakarta\\.ejb\\.(Schedule|Schedules|Timer\\w*|Timeout|Asynchronous)");

  /** A module is what precedes the layer in the name of a package. */
  private static final SliceAssignment BUSINESS_MODULES =
      new SliceAssignment() {
        private static final Pattern PACKAGE =
            Pattern.compile("(.+?)\\.(?:domain|application|infrastructure|web)(?:\\..+)?");

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
          var module = PACKAGE.matcher(type.getPackageName());
          return module.matches() ? SliceIdentifier.of(module.group(1)) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
          return "business modules";
        }
      };

  private static final ArchRule MODULES_SEE_THEMSELVES_AND_SHARED =
      SlicesRuleDefinition.slices()
          .assignedFrom(BUSINESS_MODULES)
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              DescribedPredicate.alwaysTrue(),
              JavaClass.Predicates.resideInAPackage("io.github.ordermill.shared.."));

  private static final Map<String, ArchRule> RULES =
      new TreeMap<>(
          Map.of(
              "DomainOffender", THE_DOMAIN_SEES_JAVA_ONLY,
              "ApplicationOffender", THE_APPLICATION_SEES_THE_DOMAIN_AND_FIVE_APIS,
              "InfrastructureOffender", THE_INFRASTRUCTURE_DOES_NOT_SEE_THE_WEB,
              "WebOffender", THE_WEB_SEES_THE_APPLICATION_ONLY,
              "SettingsOffender", THE_SETTINGS_SEE_JAVA_ONLY,
              "SqlOffender", HANDLERS_AND_ADAPTERS_ARE_NOT_PUBLIC,
              "OffenderImpl", NAMES_SAY_WHAT_A_THING_IS,
              "ModuleOffender", MODULES_SEE_THEMSELVES_AND_SHARED,
              "CycleOffender", PACKAGES_FORM_NO_CYCLE,
              "ThreadOffender", LOOPS_ARE_SUPERVISED));

  @Test
  void theModulesKeepEveryRule() {
    assertThat(CLASSES).hasSizeGreaterThan(80);
    RULES.values().forEach(rule -> rule.check(CLASSES));
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
  void filesAndPackagesAreSmall() throws IOException {
    for (var module : MODULES) {
      assertThat(filesLongerThan(MAX_LINES_PER_FILE, module)).isEmpty();
      assertThat(packagesLargerThan(MAX_CLASSES_PER_PACKAGE, module)).isEmpty();
    }
  }

  @Test
  void longFilesAndLargePackagesAreFound() throws IOException {
    for (var module : MODULES) {
      assertThat(filesLongerThan(50, module)).isNotEmpty();
      assertThat(packagesLargerThan(2, module)).isNotEmpty();
    }
  }

  private static Map<Path, Long> filesLongerThan(int lines, String module) throws IOException {
    var lengths = new TreeMap<Path, Long>();
    for (var file : sources(module)) {
      try (Stream<String> content = Files.lines(file)) {
        lengths.put(file, content.count());
      }
    }
    lengths.values().removeIf(length -> length <= lines);
    return lengths;
  }

  private static Map<Path, Integer> packagesLargerThan(int classes, String module)
      throws IOException {
    var sizes = new TreeMap<Path, Integer>();
    for (var file : sources(module)) {
      if (!file.endsWith("package-info.java")) {
        sizes.merge(file.getParent(), 1, Integer::sum);
      }
    }
    sizes.values().removeIf(size -> size <= classes);
    return sizes;
  }

  private static List<Path> sources(String module) throws IOException {
    try (Stream<Path> files = Files.walk(sourceDirectory(module))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static Path sourceDirectory(String module) {
    return Path.of("..", module, "src", "main", "java");
  }

  @Test
  void noPackageIsSplitBetweenModules() throws IOException {
    var modulesByPackage = new TreeMap<String, TreeSet<String>>();
    for (var module : MODULES) {
      for (var file : sources(module)) {
        var name = sourceDirectory(module).relativize(file.getParent()).toString();
        modulesByPackage.computeIfAbsent(name, key -> new TreeSet<>()).add(module);
      }
    }

    assertThat(modulesByPackage).isNotEmpty().allSatisfy((name, in) -> assertThat(in).hasSize(1));
  }

  @Test
  void everyPackageHasAPackageInfo() throws IOException {
    for (var module : MODULES) {
      assertThat(sources(module))
          .isNotEmpty()
          .extracting(Path::getParent)
          .allSatisfy(in -> assertThat(in.resolve("package-info.java")).exists());
    }
  }

  @Test
  void theRulesCheckEveryModule() {
    var seen = new TreeSet<String>();
    for (JavaClass type : CLASSES) {
      for (var layer : List.of(".domain", ".application", ".infrastructure", ".web")) {
        if (type.getPackageName().contains(layer)) {
          seen.add(layer);
        }
      }
    }
    assertThat(seen).containsExactly(".application", ".domain", ".infrastructure", ".web");
  }
}
