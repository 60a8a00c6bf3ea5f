using System.Runtime.InteropServices;

namespace RealtimeLoad.Load;

/// <summary>The few system calls of the measuring loop, on Linux x64.</summary>
internal static unsafe partial class Kernel
{
    public const int AddToPoll = 1;
    public const int RemoveFromPoll = 2;
    public const uint Readable = 1;
    public const int DontWait = 0x40;
    public const int NoSignal = 0x4000;
    public const int WouldBlock = 11;

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int CreatePoll(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int ControlPoll(int poll, int operation, int socket, PollEvent* change);

    [LibraryImport("libc", EntryPoint = "epoll_pwait2", SetLastError = true)]
    public static partial int WaitForPoll(int poll, PollEvent* events, int limit, TimeSpec* timeout, nint signals);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(int socket, byte* buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(int socket, byte* buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    /// <summary><c>struct epoll_event</c>, which is packed on x64.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    internal struct PollEvent
    {
        public uint Events;
        public long Data;
    }

    /// <summary><c>struct timespec</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
