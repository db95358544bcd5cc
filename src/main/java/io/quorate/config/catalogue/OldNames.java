package io.quorate.config.catalogue;

import static io.quorate.config.catalogue.Draft.count;
import static io.quorate.config.catalogue.Draft.flag;
import static io.quorate.config.catalogue.Draft.integer;
import static io.quorate.config.catalogue.Draft.pattern;
import static io.quorate.config.catalogue.Draft.port;
import static io.quorate.config.catalogue.Draft.secret;
import static io.quorate.config.catalogue.Draft.text;

import java.util.List;

/** Names that mean another key: those retired in orchestrator, and those of ham4db. */
final class OldNames {

    static final List<Key> KEYS = List.of(
            text("SlaveLagQuery").oldNameOf("ReplicationLagQuery"),
            integer("RecoveryPeriodBlockMinutes", 60)
                    .oldNameOf("RecoveryPeriodBlockSeconds", "Counts when the other is absent or 0."),
            flag("DetachLostSlavesAfterMasterFailover", true).oldNameOf("DetachLostReplicasAfterMasterFailover"),
            flag("MasterFailoverDetachSlaveMasterHost", false).oldNameOf("MasterFailoverDetachReplicaMasterHost"),
            count("PostponeSlaveRecoveryOnLagMinutes", 0).oldNameOf("PostponeReplicaRecoveryOnLagMinutes"),
            text("BackendDBHost").from(Origin.HAM4DB).oldNameOf("MySQLOrchestratorHost"),
            port("BackendDBPort", 3306).from(Origin.HAM4DB).oldNameOf("MySQLOrchestratorPort"),
            text("BackendDatabase").from(Origin.HAM4DB).oldNameOf("MySQLOrchestratorDatabase"),
            text("BackendDBUser").from(Origin.HAM4DB).oldNameOf("MySQLOrchestratorUser"),
            secret("BackendDBPassword").from(Origin.HAM4DB).oldNameOf("MySQLOrchestratorPassword"),
            text("MySQLCredentialsConfigFile").from(Origin.HAM4DB).oldNameOf("MySQLOrchestratorCredentialsConfigFile"),
            text("MySQLSSLPrivateKeyFile").from(Origin.HAM4DB).oldNameOf("MySQLOrchestratorSSLPrivateKeyFile"),
            text("MySQLSSLCertFile").from(Origin.HAM4DB).oldNameOf("MySQLOrchestratorSSLCertFile"),
            text("MySQLSSLCAFile").from(Origin.HAM4DB).oldNameOf("MySQLOrchestratorSSLCAFile"),
            flag("MySQLSSLSkipVerify", false).from(Origin.HAM4DB).oldNameOf("MySQLOrchestratorSSLSkipVerify"),
            flag("MySQLUseMutualTLS", false).from(Origin.HAM4DB).oldNameOf("MySQLOrchestratorUseMutualTLS"),
            integer("MySQLReadTimeoutSeconds", 30).from(Origin.HAM4DB).oldNameOf("MySQLOrchestratorReadTimeoutSeconds"),
            flag("MySQLRejectReadOnly", false).from(Origin.HAM4DB).oldNameOf("MySQLOrchestratorRejectReadOnly"),
            integer("MaxPoolConnections", 128).from(Origin.HAM4DB).oldNameOf("MySQLOrchestratorMaxPoolConnections"),
            integer("ConnectTimeoutSeconds", 2).from(Origin.HAM4DB).oldNameOf("MySQLConnectTimeoutSeconds"),
            integer("ConnectionLifetimeSeconds", 0).from(Origin.HAM4DB).oldNameOf("MySQLConnectionLifetimeSeconds"),
            flag("SkipDatabaseUpdate", false).from(Origin.HAM4DB).oldNameOf("SkipOrchestratorDatabaseUpdate"),
            text("MysqlTopologyUser").from(Origin.HAM4DB).oldNameOf("MySQLTopologyUser"),
            secret("MysqlTopologyPassword").from(Origin.HAM4DB).oldNameOf("MySQLTopologyPassword"),
            pattern("EnvironmentPattern").from(Origin.HAM4DB).oldNameOf("PhysicalEnvironmentPattern"),
            text("DetectEnvironmentQuery").from(Origin.HAM4DB).oldNameOf("DetectPhysicalEnvironmentQuery"));

    private OldNames() {}
}
