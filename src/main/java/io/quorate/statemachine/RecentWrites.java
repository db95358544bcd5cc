package io.quorate.statemachine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The latest writes of a store. Immutable: two chains, newest first; when the younger is full the older is dropped whole,
 * so that adding costs the same however many there are.
 */
final class RecentWrites {

    /** In one chain. */
    private static final int MOST_WRITES = 2_048;

    private static final int MOST_CHARS = 4 * 1024 * 1024;

    private record Link(KeyWrite write, @Nullable Link older) {}

    private record Chain(@Nullable Link newest, int writes, long chars) {
        private static final Chain EMPTY = new Chain(null, 0, 0);

        Chain plus(KeyWrite write) {
            int size = write.key().length() + write.value().map(String::length).orElse(0);
            return new Chain(new Link(write, newest), writes + 1, chars + size);
        }

        boolean isFull() {
            return writes >= MOST_WRITES || chars >= MOST_CHARS;
        }
    }

    private final Chain younger;
    private final Chain older;

    /** All writes after this revision are here. */
    private final long completeAfter;

    private RecentWrites(Chain younger, Chain older, long completeAfter) {
        this.younger = younger;
        this.older = older;
        this.completeAfter = completeAfter;
    }

    static RecentWrites from(long revision) {
        return new RecentWrites(Chain.EMPTY, Chain.EMPTY, revision);
    }

    RecentWrites plus(KeyWrite write) {
        if (!younger.isFull()) {
            return new RecentWrites(younger.plus(write), older, completeAfter);
        }
        Link newestDropped = older.newest();
        long complete =
                newestDropped == null ? completeAfter : newestDropped.write().revision();
        return new RecentWrites(Chain.EMPTY.plus(write), younger, complete);
    }

    Optional<List<KeyWrite>> since(long revision) {
        if (revision < completeAfter) {
            return Optional.empty();
        }
        List<KeyWrite> found = new ArrayList<>();
        collect(younger, revision, found);
        collect(older, revision, found);
        Collections.reverse(found);
        return Optional.of(found);
    }

    private static void collect(Chain chain, long revision, List<KeyWrite> found) {
        for (Link link = chain.newest(); link != null && link.write().revision() > revision; link = link.older()) {
            found.add(link.write());
        }
    }
}
