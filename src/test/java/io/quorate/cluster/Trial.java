package io.quorate.cluster;

/** One test's time with a group: clients work and every node is asked whether it leads, until it is judged. */
final class Trial implements AutoCloseable {

    private final RecordingClients clients;
    private final LeaderWatch watch;

    private Trial(NodeGroup group, String name) {
        this.watch = new LeaderWatch(group);
        this.clients = new RecordingClients(group, name);
    }

    /** Starts nodes that do not run, and returns when the group is healthy and the clients are served. */
    static Trial begin(NodeGroup group, String name) {
        group.nodes().stream().filter(node -> !node.isRunning()).forEach(ClusterNode::start);
        group.awaitHealthy();
        Trial trial = new Trial(group, name);
        trial.awaitProgress();
        return trial;
    }

    /** Until the clients were served for a while. */
    void awaitProgress() {
        clients.awaitAcknowledged(60);
    }

    /** Ends the load: all that clients saw can be explained, and never two nodes led. */
    void judge() {
        clients.assertLinearizable();
        watch.assertNeverTwo();
    }

    @Override
    public void close() {
        clients.close();
        watch.close();
    }
}
