package io.quorate.config.catalogue;

import static io.quorate.config.catalogue.Draft.count;
import static io.quorate.config.catalogue.Draft.flag;
import static io.quorate.config.catalogue.Draft.integer;
import static io.quorate.config.catalogue.Draft.text;
import static io.quorate.config.catalogue.Draft.texts;

import java.time.temporal.ChronoUnit;
import java.util.List;

/** The optional agent program on the database hosts. */
final class AgentKeys {

    static final List<Key> KEYS = List.of(
            flag("ServeAgentsHttp", false).restart().notYet().says("Listen for agents."),
            text("AgentsServerPort", ":3001").restart().notYet().says("Address for agents, `[host]:port`."),
            flag("AgentsUseSSL", false).restart().notYet().says("HTTPS there and towards agents."),
            flag("AgentsUseMutualTLS", false).restart().notYet().says("Ask agents for certificates."),
            flag("AgentSSLSkipVerify", false).restart().notYet().says("Accept any certificate of an agent."),
            text("AgentSSLPrivateKeyFile").restart().notYet().says("PEM file: key of the certificate used there."),
            text("AgentSSLCertFile").restart().notYet().says("PEM file: that certificate."),
            text("AgentSSLCAFile").restart().notYet().says("PEM file: authorities of the agents' certificates."),
            texts("AgentSSLValidOUs").restart().notYet().says("Organizational units of agents' certificates."),
            count("AgentPollMinutes", 60).notYet().says("Interval at which each agent is asked."),
            count("UnseenAgentForgetHours", 6).notYet().says("A silent agent is forgotten after this time."),
            count("StaleSeedFailMinutes", 60).notYet().says("A copy without progress fails after this time."),
            integer("SeedAcceptableBytesDiff", 8192)
                    .noMeaning("Nothing ever read it.")
                    .says("Difference in size accepted after a copy."),
            integer("SeedWaitSecondsBeforeSend", 2)
                    .in(ChronoUnit.SECONDS)
                    .notYet()
                    .says("Pause between preparing the receiver of a copy and the sender."));

    private AgentKeys() {}
}
