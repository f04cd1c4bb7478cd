/* A disk that can be made to fail or to forget: preloaded into a program, it stands between it and one folder (DISK_ROOT).
 *
 * Failing: disk_arm(n, code) lets the n-th call from now on that opens, writes, cuts, syncs, renames or removes fail with an
 * error code, once. disk_count() is the number of such calls so far.
 * Forgetting: with DISK_JOURNAL every change, and every wait for the disk, is written down there. `journal.py` works out
 * from that what a power cut at any moment would have left.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST 4096
static char *paths[MOST]; /* the path under the root that a descriptor stands for, or NULL */
static const char *root;
static size_t root_length;
static int journal = -1;
static long calls, fail_at = -1;
static int fail_code;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
    root = getenv("DISK_ROOT");
    root_length = root ? strlen(root) : 0;
    const char *name = getenv("DISK_JOURNAL");
    if (name) journal = syscall(SYS_openat, AT_FDCWD, name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

void disk_arm(long n, int code) { calls = 0; fail_at = n; fail_code = code; }
long disk_count(void) { return calls; }

static int ours(const char *path) {
    return root && path && !strncmp(path, root, root_length) && (path[root_length] == '/' || !path[root_length]);
}
static const char *of(int fd) { return fd >= 0 && fd < MOST ? paths[fd] : NULL; }

/* One line of the journal: operation, inode, offset, and two lengths, then that many bytes of a path and of content. */
static void tell(char op, uint64_t inode, uint64_t offset, const char *path, const void *data, uint64_t size) {
    if (journal < 0) return;
    struct { char op; uint64_t inode, offset, path, size; } __attribute__((packed))
        head = {op, inode, offset, path ? strlen(path) : 0, size};
    struct iovec parts[] = {{&head, sizeof head}, {(void *)path, head.path}, {(void *)data, size}};
    pthread_mutex_lock(&lock);
    if (syscall(SYS_writev, journal, parts, 3) < 0) abort();
    pthread_mutex_unlock(&lock);
}
void disk_mark(const char *words) { tell('m', 0, 0, words, NULL, 0); }

static uint64_t inode_of(int fd) { struct stat s; return fstat(fd, &s) ? 0 : s.st_ino; }

static int fails(void) {
    if (++calls != fail_at) return 0;
    errno = fail_code;
    return 1;
}

static int opened(int at, const char *path, int flags, mode_t mode) {
    int mine = ours(path), made;
    if (mine && fails()) return -1;
    made = mine && (flags & O_CREAT) && syscall(SYS_faccessat, AT_FDCWD, path, F_OK);
    int fd = syscall(SYS_openat, at, path, flags, mode);
    if (fd >= 0 && fd < MOST) {
        free(paths[fd]);
        paths[fd] = mine ? strdup(path) : NULL;
        if (mine && made) tell('c', inode_of(fd), 0, path, NULL, 0);
        if (mine && (flags & O_TRUNC)) tell('t', inode_of(fd), 0, path, NULL, 0);
    }
    return fd;
}
#define MODE(flags) mode_t mode = 0; if ((flags) & (O_CREAT | __O_TMPFILE)) { va_list l; va_start(l, flags); mode = va_arg(l, mode_t); va_end(l); }
int open(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE(flags) return opened(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE(flags) return opened(at, path, flags, mode); }
int close(int fd) {
    if (fd >= 0 && fd < MOST) { free(paths[fd]); paths[fd] = NULL; }
    return syscall(SYS_close, fd);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) {
    if (of(fd) && fails()) return -1;
    ssize_t done = syscall(SYS_pwrite64, fd, data, size, offset);
    if (of(fd) && done > 0) tell('w', inode_of(fd), offset, of(fd), data, done);
    return done;
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) { return pwrite64(fd, data, size, offset); }
ssize_t write(int fd, const void *data, size_t size) {
    if (of(fd) && fails()) return -1;
    ssize_t done = syscall(SYS_write, fd, data, size);
    if (of(fd) && done > 0) tell('w', inode_of(fd), lseek(fd, 0, SEEK_CUR) - done, of(fd), data, done);
    return done;
}
ssize_t sendfile64(int out, int in, off64_t *offset, size_t size) { /* Python copies files with it; it then goes on without */
    if (of(out)) { errno = ENOSYS; return -1; }
    return syscall(SYS_sendfile, out, in, offset, size);
}
ssize_t sendfile(int out, int in, off_t *offset, size_t size) { return sendfile64(out, in, offset, size); }

int ftruncate64(int fd, off64_t size) {
    if (of(fd) && fails()) return -1;
    int done = syscall(SYS_ftruncate, fd, size);
    if (of(fd) && !done) tell('t', inode_of(fd), size, of(fd), NULL, 0);
    return done;
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static int synced(int fd, long how) {
    if (of(fd) && fails()) return -1;
    int done = syscall(how, fd);
    struct stat s;
    if (of(fd) && !done && !fstat(fd, &s)) tell(S_ISDIR(s.st_mode) ? 'd' : 's', s.st_ino, 0, of(fd), NULL, 0);
    return done;
}
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

int rename(const char *from, const char *to) {
    if (ours(to) && fails()) return -1;
    int done = syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
    if (ours(to) && !done) tell('r', 0, 0, from, to, strlen(to));
    return done;
}
int renameat(int at, const char *from, int other, const char *to) {
    return at == AT_FDCWD && other == AT_FDCWD ? rename(from, to) : syscall(SYS_renameat2, at, from, other, to, 0);
}
int link(const char *from, const char *to) {
    if (ours(to) && fails()) return -1;
    int done = syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
    if (ours(to) && !done) tell('l', 0, 0, from, to, strlen(to));
    return done;
}
int linkat(int at, const char *from, int other, const char *to, int flags) {
    return at == AT_FDCWD && other == AT_FDCWD ? link(from, to) : syscall(SYS_linkat, at, from, other, to, flags);
}
int unlink(const char *path) {
    if (ours(path) && fails()) return -1;
    int done = syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    if (ours(path) && !done) tell('u', 0, 0, path, NULL, 0);
    return done;
}
int unlinkat(int at, const char *path, int flags) {
    return at == AT_FDCWD && !flags ? unlink(path) : syscall(SYS_unlinkat, at, path, flags);
}
int mkdir(const char *path, mode_t mode) {
    if (ours(path) && fails()) return -1;
    int done = syscall(SYS_mkdirat, AT_FDCWD, path, mode);
    if (ours(path) && !done) tell('k', 0, 0, path, NULL, 0);
    return done;
}
