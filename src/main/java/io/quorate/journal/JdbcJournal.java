package io.quorate.journal;

import akka.actor.ExtendedActorSystem;
import akka.persistence.AtomicWrite;
import akka.persistence.PersistentRepr;
import akka.persistence.journal.japi.AsyncWriteJournal;
import com.typesafe.config.Config;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import scala.concurrent.Future;

/**
 * Akka Persistence journal over JDBC, on SQLite or MySQL. Made by Akka from a configuration section like {@code
 * quorate.journal}; an actor system may have several, each with a section of its own.
 *
 * <p>A write is answered when it is on disk. Writes that wait are committed together. Sequence numbers that repeat or
 * leave a hole are refused; what is read back is verified. A failed write means that its outcome is unknown, and is not
 * tried again.
 */
public final class JdbcJournal extends AsyncWriteJournal {

    /** Longest persistence id in UTF-8 bytes; MySQL's key column has this length. */
    static final int MAX_ID_BYTES = 1000;

    private final AsyncStore store;
    private final PayloadCodec codec;

    /** Called by Akka with the plugin's section. */
    public JdbcJournal(Config config) {
        ExtendedActorSystem system = (ExtendedActorSystem) context().system();
        this.store = OpenStores.of(system).get(StoreSettings.from(config.getConfig("store")));
        this.codec = new PayloadCodec(system);
    }

    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> messages) {
        List<AtomicEvents> writes = new ArrayList<>();
        for (AtomicWrite message : messages) {
            requireShort(message.persistenceId());
            writes.add(codec.encode(message));
        }
        return ScalaFutures.of(store.append(writes).thenApply(results -> results));
    }

    private static void requireShort(String persistenceId) {
        int bytes = persistenceId.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_ID_BYTES) {
            throw new IllegalArgumentException("The persistence id '" + persistenceId.substring(0, 50) + "…' has "
                    + bytes + " bytes; the journal takes at most " + MAX_ID_BYTES + ".");
        }
    }

    @Override
    public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
        return ScalaFutures.of(store.deleteTo(persistenceId, toSequenceNr));
    }

    @Override
    public Future<Void> doAsyncReplayMessages(
            String persistenceId, long fromSequenceNr, long toSequenceNr, long max, Consumer<PersistentRepr> sink) {
        String name = store.store().name();
        return ScalaFutures.of(store.replay(
                persistenceId, fromSequenceNr, toSequenceNr, max, row -> sink.accept(codec.decode(name, row))));
    }

    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
        return ScalaFutures.of(store.highestNr(persistenceId));
    }
}
