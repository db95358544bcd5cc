package io.quorate.readmodel;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Keeps what was rendered from an immutable view: for as long as the view lives, and at most for the second in which it
 * was rendered, since ages are part of what is shown. Threads that come at the same time may render twice; both results
 * are right.
 */
public final class Memo {

    private record Kept(long second, Object value) {}

    private final ConcurrentHashMap<String, Kept> kept = new ConcurrentHashMap<>(4);

    /**
     * @param name what is rendered; one name always stands for one type
     * @param second the present time in whole seconds
     */
    public <T> T get(String name, long second, Class<T> type, Supplier<T> render) {
        Kept present = kept.get(name);
        if (present != null && present.second == second) {
            return type.cast(present.value);
        }
        T fresh = render.get();
        kept.put(name, new Kept(second, fresh));
        return fresh;
    }
}
