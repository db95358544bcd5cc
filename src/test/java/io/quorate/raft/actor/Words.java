package io.quorate.raft.actor;

import io.quorate.raft.core.log.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A state machine that keeps the words it is told; the answer is how many there are. */
final class Words implements StateMachine<List<String>> {

    @Override
    public List<String> empty() {
        return List.of();
    }

    @Override
    public Applied<List<String>> apply(List<String> state, Bytes command, long index, long stampMillis) {
        List<String> next = new ArrayList<>(state);
        next.add(text(command));
        return new Applied<>(List.copyOf(next), bytes("" + next.size()));
    }

    @Override
    public Bytes snapshot(List<String> state) {
        return bytes(String.join("\n", state));
    }

    @Override
    public List<String> restore(Bytes snapshot) {
        return snapshot.size() == 0 ? List.of() : List.of(text(snapshot).split("\n"));
    }

    static Bytes bytes(String text) {
        return Bytes.owning(text.getBytes(StandardCharsets.UTF_8));
    }

    static String text(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.UTF_8);
    }
}
