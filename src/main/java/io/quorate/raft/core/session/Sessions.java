package io.quorate.raft.core.session;

import io.quorate.raft.core.log.Bytes;
import io.quorate.raft.core.log.RequestId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Results by request id; the oldest are forgotten, by number and by age in log time, but never the newer half of that
 * number for its age: a leader whose clock is hours ahead would make all be forgotten at once. Immutable: a table given away for a
 * snapshot stays as it is. Remembering costs the same whatever the size, but for a rare reordering.
 *
 * <p>A state machine asks {@link #result} before it applies a command with a request id, and calls {@link #remember}
 * afterwards (pitfall of commands sent twice: the check must be made where they are applied, on every node alike).
 */
public final class Sessions {

    /** Remembered at most. */
    public static final int MAX_REQUESTS = 10_000;

    /** In log time. */
    public static final Duration MAX_AGE = Duration.ofHours(1);

    public static final Sessions EMPTY = limited(MAX_REQUESTS, MAX_AGE);

    private static final byte VERSION = 1;

    /** What was answered, and when in log time. */
    record Remembered(RequestId request, Bytes result, long stampMillis) {}

    private final int maxRequests;
    private final long maxAgeMillis;
    private final Trie<Bytes> results;
    private final Queue<Remembered> byAge;

    private Sessions(int maxRequests, long maxAgeMillis, Trie<Bytes> results, Queue<Remembered> byAge) {
        this.maxRequests = maxRequests;
        this.maxAgeMillis = maxAgeMillis;
        this.results = results;
        this.byAge = byAge;
    }

    /** An empty table with other limits than the usual; they must be equal on all nodes. */
    public static Sessions limited(int maxRequests, Duration maxAge) {
        return new Sessions(maxRequests, maxAge.toMillis(), Trie.empty(), Queue.empty());
    }

    /** What that request was answered; empty when it was never applied, or is forgotten. */
    public Optional<Bytes> result(RequestId request) {
        return results.get(request.text());
    }

    /**
     * With this answer. The first one given for a request stays.
     *
     * @param stampMillis log time of the entry; never lower than before
     */
    public Sessions remember(RequestId request, Bytes result, long stampMillis) {
        if (results.get(request.text()).isPresent()) {
            return this;
        }
        Queue<Remembered> queue = byAge.add(new Remembered(request, result, stampMillis));
        Trie<Bytes> table = results.with(request.text(), result);
        while (queue.size() > maxRequests
                || (queue.size() > maxRequests / 2 && queue.first().stampMillis() < stampMillis - maxAgeMillis)) {
            table = table.without(queue.first().request().text());
            queue = queue.withoutFirst();
        }
        return new Sessions(maxRequests, maxAgeMillis, table, queue);
    }

    public int size() {
        return byAge.size();
    }

    /** The whole table, oldest first; the same bytes for the same content. */
    public Bytes encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 + 64 * size());
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(size());
            for (Remembered one : byAge.toList()) {
                out.writeUTF(one.request().text());
                out.writeInt(one.result().size());
                out.write(one.result().unsafeArray());
                out.writeLong(one.stampMillis());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot happen: written to memory", e);
        }
        return Bytes.owning(bytes.toByteArray());
    }

    /**
     * The table with the usual limits.
     *
     * @throws IllegalArgumentException when the bytes are no table
     */
    public static Sessions decode(Bytes encoded) {
        return EMPTY.decoded(encoded);
    }

    /** As {@link #decode}, with this table's limits. */
    public Sessions decoded(Bytes encoded) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded.unsafeArray()))) {
            byte version = in.readByte();
            if (version != VERSION) {
                throw new IllegalArgumentException("request table of version " + version + "; known is " + VERSION);
            }
            Sessions table = new Sessions(maxRequests, maxAgeMillis, Trie.empty(), Queue.empty());
            for (int left = in.readInt(); left > 0; left--) {
                RequestId request = new RequestId(in.readUTF());
                byte[] result = new byte[in.readInt()];
                in.readFully(result);
                table = table.remember(request, Bytes.owning(result), in.readLong());
            }
            return table;
        } catch (IOException | NegativeArraySizeException e) {
            throw new IllegalArgumentException(
                    "request table of " + encoded.size() + " bytes is cut off or damaged", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sessions that && byAge.toList().equals(that.byAge.toList());
    }

    @Override
    public int hashCode() {
        return byAge.toList().hashCode();
    }

    @Override
    public String toString() {
        return size() + " requests";
    }
}
