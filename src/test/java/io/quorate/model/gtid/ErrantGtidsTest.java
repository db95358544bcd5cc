package io.quorate.model.gtid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ErrantGtidsTest {

    private static final UUID PRIMARY = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    private static final UUID REPLICA = UUID.fromString("00000000-0000-0000-0000-00000000000b");
    private static final UUID STRANGER = UUID.fromString("00000000-0000-0000-0000-00000000000c");
    private static final UUID VIEW_CHANGE = UUID.fromString("00000000-0000-0000-0000-00000000000d");
    private static final Lineage BELOW_PRIMARY = Lineage.none().withUuids(List.of(PRIMARY));

    @Test
    void whatTheReplicaWroteItselfIsErrantAndWhatItIsAheadOfItsPrimaryIsNot() {
        assertThat(errant(PRIMARY + ":1-105," + REPLICA + ":1-2", PRIMARY + ":1-100", BELOW_PRIMARY))
                .isEqualTo(REPLICA + ":1-2");
    }

    @Test
    void whatThePrimaryHasTooIsNotErrant() {
        assertThat(errant(
                        PRIMARY + ":1-100," + REPLICA + ":1-2", PRIMARY + ":1-100," + REPLICA + ":1-2", BELOW_PRIMARY))
                .isEmpty();
    }

    @Test
    void transactionsOfAServerOutsideTheTreeAreErrant() {
        assertThat(errant(
                        PRIMARY + ":1-100," + STRANGER + ":5-6", PRIMARY + ":1-100," + STRANGER + ":5", BELOW_PRIMARY))
                .isEqualTo(STRANGER + ":6");
    }

    @Test
    void taggedTransactionsOfTheReplicaAreErrantToo() {
        assertThat(errant(PRIMARY + ":1-100:batch:1-3," + REPLICA + ":fix:1", PRIMARY + ":1-100", BELOW_PRIMARY))
                .isEqualTo(REPLICA + ":fix:1");
    }

    @Test
    void aCoPrimaryNeverShowsItsOwn() {
        Lineage coPrimary = BELOW_PRIMARY.withUuids(Set.of(REPLICA));

        assertThat(errant(PRIMARY + ":1-100," + REPLICA + ":1-9", PRIMARY + ":1-100", coPrimary))
                .isEmpty();
    }

    @Test
    void whatTheGroupNumbersWhenItsMembersChangeIsNotErrant() {
        String own = PRIMARY + ":1-100," + VIEW_CHANGE + ":1-4";

        assertThat(errant(own, PRIMARY + ":1-100", BELOW_PRIMARY)).isEqualTo(VIEW_CHANGE + ":1-4");
        assertThat(errant(own, PRIMARY + ":1-100", BELOW_PRIMARY.withUuids(Set.of(VIEW_CHANGE))))
                .isEmpty();
    }

    @Test
    void nothingCanBeSaidAgainstASourceWithoutGtids() {
        assertThat(ErrantGtids.of(GtidSet.parse(REPLICA + ":1"), OracleGtidSet.empty(), BELOW_PRIMARY))
                .isEmpty();
        assertThat(ErrantGtids.of(GtidSet.parse(REPLICA + ":1"), GtidSet.parse("0-1-1"), BELOW_PRIMARY))
                .isEmpty();
        assertThat(ErrantGtids.of(GtidSet.parse("0-1-1"), GtidSet.parse(REPLICA + ":1"), BELOW_PRIMARY))
                .isEmpty();
        assertThat(ErrantGtids.of(OracleGtidSet.empty(), GtidSet.parse(PRIMARY + ":1"), BELOW_PRIMARY))
                .contains(OracleGtidSet.empty());
    }

    @Test
    void onMariaDbTheServerIdTellsWhoWrote() {
        Lineage belowServerOne = Lineage.none().withServerIds(Set.of(1L));

        assertThat(errant("0-1-105", "0-1-100", belowServerOne)).isEmpty();
        assertThat(errant("0-1-100,0-2-101", "0-1-100", belowServerOne)).isEqualTo("0-2-101");
        assertThat(errant("0-2-90,0-1-105", "0-2-90,0-1-100", belowServerOne)).isEmpty();
        assertThat(errant("0-1-100,7-2-1", "0-1-100", belowServerOne)).isEqualTo("7-2-1");
    }

    private static String errant(String own, String source, Lineage lineage) {
        return ErrantGtids.of(GtidSet.parse(own), GtidSet.parse(source), lineage)
                .orElseThrow()
                .toString();
    }
}
