package io.github.ordermill.architecture.offenders.modules.second.application;

/** Breaks no rule; another business module must not depend on it. */
public class OtherModule {}
