namespace RealtimeLoad.Load;

/// <summary>What the checker found wrong at the end of a run.</summary>
/// <param name="Lost">Messages that never came, counted per recipient.</param>
/// <param name="Duplicated">Messages that came again.</param>
/// <param name="Reordered">Messages that came after a later one.</param>
internal readonly record struct Faults(long Lost, long Duplicated, long Reordered);
