package io.quorate.raft.sim;

import io.quorate.raft.core.log.Bytes;
import io.quorate.raft.core.log.Entry;
import io.quorate.raft.core.log.RequestId;
import io.quorate.raft.core.session.Sessions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The replicated state: registers by key, and the answers to the last requests so that none takes effect twice. */
final class RegisterStore {

    static final String DONE = "ok";
    static final String OTHER_VALUE = "other";

    /** More than clients can repeat: see {@link Client}. */
    private static final Sessions NO_SESSIONS = Sessions.limited(240, Duration.ofHours(1));

    private final Map<String, String> registers = new TreeMap<>();
    private Sessions sessions = NO_SESSIONS;

    /** Grows and shrinks with each change: equal registers have equal sums. */
    private long sum;

    /** Whether the command changed something, and what its client is told. */
    record Applied(String answer, boolean first) {}

    Optional<String> value(String key) {
        return Optional.ofNullable(registers.get(key));
    }

    /** Equal for equal states. */
    long hash() {
        return sum * 31 + sessions.size();
    }

    Applied apply(Entry entry, Entry.Command command, boolean remembers) {
        Optional<Bytes> known = command.request().flatMap(sessions::result);
        if (known.isPresent() && remembers) {
            return new Applied(text(known.get().unsafeArray()), false);
        }
        String answer = change(RegisterCommand.decode(command.data()));
        command.request().ifPresent(request -> remember(request, answer, entry.stampMillis()));
        return new Applied(answer, true);
    }

    private void remember(RequestId request, String answer, long stampMillis) {
        sessions = sessions.remember(request, bytes(answer), stampMillis);
        sum += mix(request.text(), answer);
    }

    private String change(RegisterCommand command) {
        switch (command.kind()) {
            case WRITE -> set(command.key(), command.value());
            case DELETE -> set(command.key(), Optional.empty());
            case CAS -> {
                if (!value(command.key()).equals(command.expected())) {
                    return OTHER_VALUE;
                }
                set(command.key(), command.value());
            }
            case READ -> throw new IllegalArgumentException("reads are not in the log");
        }
        return DONE;
    }

    private void set(String key, Optional<String> value) {
        String before = value.isPresent() ? registers.put(key, value.get()) : registers.remove(key);
        if (before != null) {
            sum -= mix(key, before);
        }
        value.ifPresent(text -> sum += mix(key, text));
    }

    private static long mix(String key, String value) {
        long mixed = (key.hashCode() * 31L + value.hashCode()) * 0x9E3779B97F4A7C15L;
        return mixed ^ (mixed >>> 29);
    }

    /** The sum, the registers, an empty line, the sessions as they write themselves. */
    Bytes snapshot() {
        StringBuilder text = new StringBuilder().append(sum).append('\n');
        registers.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        byte[] head = bytes(text.append('\n').toString()).unsafeArray();
        byte[] tail = sessions.encode().unsafeArray();
        byte[] whole = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, whole, head.length, tail.length);
        return Bytes.owning(whole);
    }

    static RegisterStore restore(Bytes snapshot) {
        byte[] whole = snapshot.unsafeArray();
        int end = 1;
        while (whole[end - 1] != '\n' || whole[end] != '\n') {
            end++;
        }
        RegisterStore store = new RegisterStore();
        String[] lines = text(Arrays.copyOf(whole, end)).split("\n", -1);
        for (int i = 1; i < lines.length; i++) {
            int equals = lines[i].indexOf('=');
            if (equals > 0) {
                store.registers.put(lines[i].substring(0, equals), lines[i].substring(equals + 1));
            }
        }
        store.sum = Long.parseLong(lines[0]);
        store.sessions = NO_SESSIONS.decoded(Bytes.owning(Arrays.copyOfRange(whole, end + 1, whole.length)));
        return store;
    }

    private static Bytes bytes(String text) {
        return Bytes.owning(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
