package io.quorate.sandbox;

/**
 * This machine cannot run the wanted server version; the message says why and what would help, in one line. Tests
 * abort with it, the demonstration goes on with another version.
 */
public final class DistributionUnavailable extends SandboxException {

    private static final long serialVersionUID = 1L;

    public DistributionUnavailable(ServerDistribution distribution, String reason) {
        super(distribution + " is not available here: " + reason);
    }
}
