using System.ComponentModel.DataAnnotations;

namespace Attune.Companion.Guide;

/// <summary>Settings of the guide that answers questions (section <c>Guide</c>).</summary>
public sealed class GuideOptions
{
    /// <summary>Speed at which an English answer is written, in characters per second. Default 60; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int CharactersPerSecond { get; set; } = 60;

    /// <summary>Speed at which a Chinese answer is written, in characters per second. Default 30; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int ChineseCharactersPerSecond { get; set; } = 30;

    /// <summary>No answer takes longer; a long one is written faster. In seconds. Default 10; 1 to 60.</summary>
    [Range(1, 60)]
    public int LongestAnswerSeconds { get; set; } = 10;

    /// <summary>Time between two pieces of an answer, in milliseconds. Default 50; 10 to 1,000.</summary>
    [Range(10, 1_000)]
    public int PieceMilliseconds { get; set; } = 50;

    /// <summary>Answers written at the same time; further questions wait in order. Default 1,000; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int MaxActiveReplies { get; set; } = 1_000;

    /// <summary>Questions that may wait; beyond, a question is refused with 503. Default 10,000; 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxWaitingReplies { get; set; } = 10_000;

    /// <summary>
    /// Failed tries in a row at storing a piece, after which an answer is given up as failed; with the pauses in between
    /// about two minutes. Default 30; 1 to 1,000.
    /// </summary>
    [Range(1, 1_000)]
    public int MaxAttempts { get; set; } = 30;

    /// <summary>Seconds until another node takes over an answer of a silent one. Default 30; 5 to 600.</summary>
    [Range(5, 600)]
    public int LeaseSeconds { get; set; } = 30;
}
