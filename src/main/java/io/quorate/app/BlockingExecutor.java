package io.quorate.app;

import akka.dispatch.DispatcherPrerequisites;
import akka.dispatch.ExecutorServiceConfigurator;
import akka.dispatch.ExecutorServiceFactory;
import com.typesafe.config.Config;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where calls that block run: on virtual threads from JDK 24 on, where waiting inside a lock no longer holds up a
 * carrier thread; before that on a pool of at most {@code threads} platform threads, which end after a minute without
 * work. Named in {@code reference.conf}; made by Akka by reflection.
 *
 * <p>What waits for a thread of the pool is bounded by its users: a prober has one call under way, an operation one
 * for each server it works on.
 */
public final class BlockingExecutor extends ExecutorServiceConfigurator {

    private static final int FIRST_RELEASE_WITHOUT_PINNING = 24;
    private static final int DEFAULT_THREADS = 64;
    private static final Optional<MethodHandle> PER_TASK = virtualThreadPerTask();

    private final int threads;

    public BlockingExecutor(Config config, DispatcherPrerequisites prerequisites) {
        super(config, prerequisites);
        threads = config.hasPath("threads") ? config.getInt("threads") : DEFAULT_THREADS;
    }

    @Override
    public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory threadFactory) {
        return () -> PER_TASK.map(BlockingExecutor::invoke).orElseGet(() -> pool(threadFactory));
    }

    private ExecutorService pool(ThreadFactory threadFactory) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), threadFactory);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ExecutorService invoke(MethodHandle handle) {
        try {
            return (ExecutorService) handle.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException("cannot make an executor of virtual threads", e);
        }
    }

    /** The method is looked up by name because the source level, 17, does not know it. */
    private static Optional<MethodHandle> virtualThreadPerTask() {
        if (Runtime.version().feature() < FIRST_RELEASE_WITHOUT_PINNING) {
            return Optional.empty();
        }
        try {
            return Optional.of(MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class)));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }
}
