package io.quorate.app;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signal by which operators ask a server to read its configuration again. Left alone it would end the JVM.
 *
 * <p>Reached by reflection: the class is part of every JDK (module {@code jdk.unsupported}), but naming it is a warning
 * that cannot be switched off.
 */
final class HangUp {

    private static final Logger LOG = LoggerFactory.getLogger(HangUp.class);

    private HangUp() {}

    /** Runs this at each SIGHUP from now on, on a thread of the JVM's. Where there is no such signal, never. */
    static void on(Runnable reaction) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy =
                    Proxy.newProxyInstance(HangUp.class.getClassLoader(), new Class<?>[] {handler}, calling(reaction));
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), proxy);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warn("SIGHUP is not handled on this system and ends the node: {}", Main.sentence(e));
        }
    }

    private static InvocationHandler calling(Runnable reaction) {
        return (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                reaction.run();
                yield null;
            }
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> arguments != null && proxy == arguments[0];
            default -> "reaction to SIGHUP";
        };
    }
}
