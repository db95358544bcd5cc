package io.quorate.raft.core.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A persistent queue: two linked lists, one to take from and one, reversed, to add to. Constant time on average as long
 * as mostly the newest version is used.
 */
final class Queue<T> {

    private record Link<T>(T head, @Nullable Link<T> tail) {}

    private final @Nullable Link<T> front;
    private final @Nullable Link<T> back;
    private final int size;

    /** Invariant: {@code front} is null only when the queue is empty. */
    private Queue(@Nullable Link<T> front, @Nullable Link<T> back, int size) {
        this.front = front;
        this.back = back;
        this.size = size;
    }

    static <T> Queue<T> empty() {
        return new Queue<>(null, null, 0);
    }

    int size() {
        return size;
    }

    Queue<T> add(T last) {
        return front == null
                ? new Queue<>(new Link<>(last, null), null, 1)
                : new Queue<>(front, new Link<>(last, back), size + 1);
    }

    T first() {
        return whole().head();
    }

    Queue<T> withoutFirst() {
        Link<T> rest = whole().tail();
        return rest == null ? new Queue<>(reversed(back), null, size - 1) : new Queue<>(rest, back, size - 1);
    }

    private Link<T> whole() {
        if (front == null) {
            throw new IllegalStateException("the queue is empty");
        }
        return front;
    }

    private static <T> @Nullable Link<T> reversed(@Nullable Link<T> list) {
        Link<T> result = null;
        for (Link<T> link = list; link != null; link = link.tail()) {
            result = new Link<>(link.head(), result);
        }
        return result;
    }

    /** First to last. */
    List<T> toList() {
        List<T> all = new ArrayList<>(size);
        for (Link<T> link = front; link != null; link = link.tail()) {
            all.add(link.head());
        }
        List<T> added = new ArrayList<>();
        for (Link<T> link = back; link != null; link = link.tail()) {
            added.add(link.head());
        }
        Collections.reverse(added);
        all.addAll(added);
        return all;
    }
}
