package io.quorate.journal;

import akka.actor.ExtendedActorSystem;
import akka.persistence.SelectedSnapshot;
import akka.persistence.SnapshotMetadata;
import akka.persistence.SnapshotSelectionCriteria;
import akka.persistence.snapshot.japi.SnapshotStore;
import com.typesafe.config.Config;
import java.util.Optional;
import scala.concurrent.Future;
import scala.jdk.javaapi.OptionConverters;

/**
 * Akka Persistence snapshot store over JDBC, on SQLite or MySQL. Made by Akka from a configuration section like {@code
 * quorate.snapshot-store}; with the same settings as a journal it shares the journal's database.
 *
 * <p>A snapshot that was saved is on disk. One that cannot be read whole fails the load, instead of giving way to an
 * older one whose events may be deleted already.
 */
public final class JdbcSnapshotStore extends SnapshotStore {

    private final AsyncStore store;
    private final SnapshotShelf shelf;
    private final PayloadCodec codec;

    /** Called by Akka with the plugin's section. */
    public JdbcSnapshotStore(Config config) {
        ExtendedActorSystem system = (ExtendedActorSystem) context().system();
        this.store = OpenStores.of(system).get(StoreSettings.from(config.getConfig("store")));
        this.shelf = new SnapshotShelf(store);
        this.codec = new PayloadCodec(system);
    }

    @Override
    public Future<Optional<SelectedSnapshot>> doLoadAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        return ScalaFutures.of(
                shelf.newest(persistenceId, SnapshotRange.of(criteria)).thenApply(found -> found.map(this::selected)));
    }

    private SelectedSnapshot selected(SnapshotRow row) {
        Optional<Object> metadata = row.metadata().map(bytes -> decode(row, bytes));
        return SelectedSnapshot.create(
                SnapshotMetadata.apply(
                        row.persistenceId(), row.sequenceNr(), row.createdAt(), OptionConverters.toScala(metadata)),
                decode(row, row.state()));
    }

    private Object decode(SnapshotRow row, Encoded bytes) {
        return codec.decode(store.store().name(), row.persistenceId(), row.sequenceNr(), bytes);
    }

    @Override
    public Future<Void> doSaveAsync(SnapshotMetadata metadata, Object snapshot) {
        return ScalaFutures.of(shelf.save(new SnapshotRow(
                metadata.persistenceId(),
                metadata.sequenceNr(),
                metadata.timestamp(),
                codec.encode(snapshot),
                OptionConverters.toJava(metadata.metadata()).map(codec::encode))));
    }

    @Override
    public Future<Void> doDeleteAsync(SnapshotMetadata metadata) {
        return ScalaFutures.of(shelf.delete(metadata.persistenceId(), SnapshotRange.of(metadata)));
    }

    @Override
    public Future<Void> doDeleteAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        return ScalaFutures.of(shelf.delete(persistenceId, SnapshotRange.of(criteria)));
    }
}
