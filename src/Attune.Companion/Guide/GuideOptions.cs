using System.ComponentModel.DataAnnotations;
using Attune.Companion.Guide.CrossOrigin;
using Attune.Companion.Guide.Describing;
using Attune.Companion.Guide.Limits;
using Microsoft.Extensions.Options;

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

    /// <summary>
    /// A further address to listen on, for clients that expect the guide on a port of its own, for example
    /// http://127.0.0.1:5002; <c>/health</c> answers there in the form that they know. Loopback only. Empty: none.
    /// </summary>
    public string Url { get; set; } = "";

    /// <summary>
    /// Longest time to find a visitor's answer, in seconds; then the rules answer. 0 waits for a model as long as the limits of
    /// section <c>Inference</c> let it write. Default 120; 0 to 86,400.
    /// </summary>
    [Range(0, 86_400)]
    public int OverallSeconds { get; set; } = 120;

    /// <summary>
    /// Longest time for a model to understand a question that points back, in seconds; then the rules do. Default 10; 1 to 60.
    /// </summary>
    [Range(1, 60)]
    public int RewriteSeconds { get; set; } = 10;

    /// <summary>
    /// True: an answer that a model wrote is also said in its tone by the model, sentence by sentence with the facts compared;
    /// false: by rules, as all others. Default true.
    /// </summary>
    public bool ToneByModel { get; set; } = true;

    /// <summary>Longest time for a model to say an answer in its tone, in seconds; the rest is said without it. Default 30; 1
    /// to 300.</summary>
    [Range(1, 300)]
    public int ToneSeconds { get; set; } = 30;

    /// <summary>
    /// Every so many minutes the search index and the model are asked for something small, so that a visitor after a quiet hour
    /// does not wait until they are loaded again. Default 10; 0 to 1,440, 0 for never.
    /// </summary>
    [Range(0, 1_440)]
    public int WarmUpMinutes { get; set; } = 10;

    /// <summary>Sittings that are remembered; the one unused longest is forgotten. Default 10,000; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int MaxSittings { get; set; } = 10_000;

    /// <summary>Questions with their answers that a sitting remembers. Default 20; 1 to 200.</summary>
    [Range(1, 200)]
    public int MaxSittingTurns { get; set; } = 20;

    /// <summary>Characters that a sitting remembers. Default 40,000; 1,000 to 1,000,000.</summary>
    [Range(1_000, 1_000_000)]
    public int MaxSittingCharacters { get; set; } = 40_000;

    /// <summary>Minutes without a question after which a sitting is forgotten. Default 30; 1 to 1,440.</summary>
    [Range(1, 1_440)]
    public int SittingMinutes { get; set; } = 30;

    /// <summary>
    /// Minutes for which what was found for a question is kept; forgotten at once when a document comes or goes. Default 5; 0
    /// to 60, 0 to keep nothing.
    /// </summary>
    [Range(0, 60)]
    public int FoundMinutes { get; set; } = 5;

    /// <summary>Questions for which it is kept. Default 1,000; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int MaxFound { get; set; } = 1_000;

    /// <summary>The service that describes visitors.</summary>
    [ValidateObjectMembers]
    public DescriberOptions Describer { get; set; } = new();

    /// <summary>How often visitors may ask.</summary>
    [ValidateObjectMembers]
    public GuideLimitOptions Limits { get; set; } = new();

    /// <summary>Which web pages of other origins may ask.</summary>
    [ValidateObjectMembers]
    public GuideCorsOptions Cors { get; set; } = new();
}
