package io.github.ordermill.attack;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The heap of another JVM of this machine. */
public final class RemoteHeap implements AutoCloseable {

  private final JMXConnector connector;
  private final MemoryMXBean memory;

  public RemoteHeap(long pid) throws IOException, AttachNotSupportedException {
    var attached = VirtualMachine.attach(Long.toString(pid));
    try {
      connector =
          JMXConnectorFactory.connect(new JMXServiceURL(attached.startLocalManagementAgent()));
    } finally {
      attached.detach();
    }
    memory =
        ManagementFactory.newPlatformMXBeanProxy(
            connector.getMBeanServerConnection(),
            ManagementFactory.MEMORY_MXBEAN_NAME,
            MemoryMXBean.class);
  }

  /** Megabytes in use after a garbage collection. */
  public double megabytesAfterCollection() {
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed() / 1e6;
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
