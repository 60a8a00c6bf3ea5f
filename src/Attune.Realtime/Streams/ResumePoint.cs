namespace Attune.Realtime.Streams;

/// <summary>Where a returning client goes on.</summary>
/// <param name="After">Everything after this seq is sent.</param>
/// <param name="Rewound">True when the client has seen events beyond it that no longer exist and must forget them.</param>
internal readonly record struct ResumePoint(long After, bool Rewound);
