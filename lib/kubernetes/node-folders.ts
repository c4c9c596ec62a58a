/** Mount points of the kernel, of container runtimes and of the kubelet: the disks of a node once more for every pod, and what is on no disk. */
export const RUNTIME_MOUNT_POINTS = '^/(dev|proc|sys|run|snap|var/lib/(docker|containers|containerd|kubelet))($|/)';
