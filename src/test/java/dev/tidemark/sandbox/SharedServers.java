package dev.tidemark.sandbox;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Lends {@link TestServers} to tests: {@code @ExtendWith(SharedServers.class)} and a parameter of that type. They start
 * once in a test JVM, when the first test asks, and stop at its end. A test that stops, kills or pauses a server
 * starts its own instead.
 */
public final class SharedServers implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestServers.class;
    }

    @Override
    public TestServers resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(TestServers.class, key -> TestServers.start(), TestServers.class);
    }
}
