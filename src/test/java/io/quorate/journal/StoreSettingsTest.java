package io.quorate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreSettingsTest {

    private static final String URL = "jdbc:mysql://db.example:3306/quorate";

    private static Config reference() {
        return ConfigFactory.defaultReference().getConfig("quorate.journal.store");
    }

    private static StoreSettings with(String... keysAndValues) {
        Config config = reference();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            config = ConfigFactory.parseMap(Map.of(keysAndValues[i], keysAndValues[i + 1]))
                    .withFallback(config);
        }
        return StoreSettings.from(config);
    }

    @Test
    void theDefaultsAreReadable() {
        StoreSettings settings = StoreSettings.from(reference());
        assertThat(settings.kind()).isEqualTo(StoreSettings.Kind.SQLITE);
        assertThat(settings.sqlite().file()).isAbsolute().hasFileName("quorate-log.db");
    }

    @Test
    void everyKeyOfTheDefaultsHasAReader() {
        for (var entry : reference().entrySet()) {
            Config without = reference().withoutPath(entry.getKey());
            String key = entry.getKey().substring(entry.getKey().lastIndexOf('.') + 1);
            assertThatThrownBy(() -> StoreSettings.from(without))
                    .as("%s is in reference.conf but nobody reads it", entry.getKey())
                    .hasMessageContaining("for key '" + key + "'");
        }
    }

    @Test
    void journalAndSnapshotStoreShareADatabaseByDefault() {
        Config snapshots = ConfigFactory.defaultReference().getConfig("quorate.snapshot-store.store");
        assertThat(StoreSettings.from(snapshots)).isEqualTo(StoreSettings.from(reference()));
    }

    @Test
    void aChangedJournalDatabaseIsTheSnapshotStoresToo() {
        Config all = ConfigFactory.load(ConfigFactory.parseString("quorate.journal.store.sqlite.file = /x/y.db"));
        assertThat(StoreSettings.from(all.getConfig("quorate.snapshot-store.store"))
                        .sqlite()
                        .file())
                .hasToString("/x/y.db");
    }

    @Test
    void theThreadsSufficeForTheWriterAndAllReaders() {
        int threads =
                ConfigFactory.defaultReference().getInt("quorate.journal-io.thread-pool-executor.fixed-pool-size");
        assertThat(threads).isGreaterThan(StoreSettings.from(reference()).readConnections());
    }

    @Test
    void aWrongValueIsRefusedWithItsKey() {
        assertThatThrownBy(() -> with("kind", "oracle"))
                .hasMessageContainingAll("store.kind", "oracle", "sqlite or mysql");
        assertThatThrownBy(() -> with("read-connections", "0"))
                .hasMessageContainingAll("read-connections", "at least 1");
        assertThatThrownBy(() -> with("sqlite.busy-timeout", "0s")).hasMessageContaining("sqlite.busy-timeout");
        assertThatThrownBy(() -> with("mysql.lock-wait-timeout", "200ms")).hasMessageContaining("lock-wait-timeout");
        assertThatThrownBy(() -> with("kind", "mysql", "mysql.url", URL)).hasMessageContaining("store.mysql.user");
    }

    @Test
    void aMysqlAddressMustNameOneServerAndNoSecret() {
        assertThat(MysqlUrl.parse(URL + "?sslMode=REQUIRED").schema()).isEqualTo("quorate");
        assertThat(MysqlUrl.parse("jdbc:mysql://[::1]:3306/q").authority()).isEqualTo("[::1]:3306");
        for (String refused : new String[] {
            "",
            "jdbc:mysql://db.example:3306",
            "jdbc:mysql:loadbalance://a,b/q",
            "jdbc:mysql://a:1,b:2/q",
            "jdbc:mysql://address=(host=a)/q",
            "jdbc:mysql://root:topsecret@a/q",
            URL + "?password=topsecret",
            URL + "?useSSL=true&autoReconnect=true",
            "jdbc:postgresql://a/q"
        }) {
            assertThatThrownBy(() -> MysqlUrl.parse(refused))
                    .as(refused)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("store.mysql.url")
                    .hasMessageNotContaining("topsecret");
        }
    }

    @Test
    void thePasswordIsNeverPrinted() {
        StoreSettings settings =
                with("kind", "mysql", "mysql.url", URL, "mysql.user", "quorate", "mysql.password", "topsecret");
        assertThat(settings.mysql().password().text()).isEqualTo("topsecret");
        assertThat(settings.toString()).contains("quorate").doesNotContain("topsecret");
    }
}
