package io.quorate.journal;

import io.quorate.sandbox.ServerDistribution;
import org.junit.jupiter.api.Nested;

/** The journal on each server that this machine can start. */
class MysqlJournalIT {

    @Nested
    class OnMySql80 extends MysqlContract {
        OnMySql80() {
            super(ServerDistribution.MYSQL_8_0);
        }
    }

    @Nested
    class OnMySql57 extends MysqlContract {
        OnMySql57() {
            super(ServerDistribution.MYSQL_5_7);
        }
    }

    @Nested
    class OnMySql9 extends MysqlContract {
        OnMySql9() {
            super(ServerDistribution.MYSQL_9);
        }
    }

    @Nested
    class OnMariaDb1011 extends MysqlContract {
        OnMariaDb1011() {
            super(ServerDistribution.MARIADB_10_11);
        }
    }

    @Nested
    class OnMariaDb114 extends MysqlContract {
        OnMariaDb114() {
            super(ServerDistribution.MARIADB_11_4);
        }
    }
}
