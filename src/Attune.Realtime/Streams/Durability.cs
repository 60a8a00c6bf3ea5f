namespace Attune.Realtime.Streams;

/// <summary>What an acknowledged publish survives.</summary>
internal enum Durability
{
    /// <summary>Held in memory: survives a reconnect, not the process.</summary>
    Memory,

    /// <summary>Written to the log file: survives kill -9 of the process.</summary>
    Disk,

    /// <summary>Flushed to the storage device: survives power loss.</summary>
    Synced,
}
