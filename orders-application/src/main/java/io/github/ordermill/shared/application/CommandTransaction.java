package io.github.ordermill.shared.application;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Selects the transaction that a command is carried out in, as the container has it. Without a
 * qualifier CDI injects one that looks it up in JNDI at every call: a twentieth of the
 * application's time.
 */
@Qualifier
@Retention(RUNTIME)
@Target(FIELD)
public @interface CommandTransaction {}
