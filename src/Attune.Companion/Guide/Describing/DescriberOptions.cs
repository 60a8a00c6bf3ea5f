using System.ComponentModel.DataAnnotations;

namespace Attune.Companion.Guide.Describing;

/// <summary>The service that describes visitors (section <c>Guide:Describer</c>). Without one the tone is casual.</summary>
public sealed class DescriberOptions
{
    /// <summary>
    /// Root of the service, for example http://127.0.0.1:5003; also as <c>--user-description-server</c>. Empty: nobody is
    /// asked.
    /// </summary>
    [DescriberAddress]
    public string Url { get; set; } = "";

    /// <summary>
    /// What is asked for there. <c>{sitting}</c> stands for the name of the visitor's sitting: <c>/visual-context/{sitting}</c>
    /// is how services are asked that tell their visitors apart. Default <c>/api/get-user-description</c>.
    /// </summary>
    [Required]
    [StringLength(200)]
    [RegularExpression(@"(/([A-Za-z0-9_~-]+|\{sitting\}))+")]
    public string Path { get; set; } = "/api/get-user-description";

    /// <summary>Sent to the service as bearer token; empty: none. Never shown or logged.</summary>
    [StringLength(1_000)]
    public string ApiKey { get; set; } = "";

    /// <summary>
    /// How long an answer waits for the description, in seconds, counted from the question. At most 5; 0: an answer takes
    /// only what is there already. Default 5; 0 to 5.
    /// </summary>
    [Range(0, 5)]
    public double WaitSeconds { get; set; } = 5;

    /// <summary>
    /// When a description that nobody waits for any more is given up, in seconds from the question; one that comes before is
    /// used for the next question of the sitting. Default 15; 5 to 60.
    /// </summary>
    [Range(5, 60)]
    public double GiveUpSeconds { get; set; } = 15;

    /// <summary>How long a description counts for the further questions of a sitting, in seconds. Default 60; 0 to 600.</summary>
    [Range(0, 600)]
    public double KeepSeconds { get; set; } = 60;

    /// <summary>Descriptions that are remembered at once, those of the newest sittings. Default 10,000; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int MaxKept { get; set; } = 10_000;

    /// <summary>
    /// Descriptions that are asked for at once, and connections to the service; further questions go without. Default 256; 1 to
    /// 10,000.
    /// </summary>
    [Range(1, 10_000)]
    public int MaxRequests { get; set; } = 256;

    /// <summary>Largest answer that is read of the service, in bytes. Default 262,144; 1,024 to 1,048,576.</summary>
    [Range(1_024, 1_048_576)]
    public int MaxAnswerBytes { get; set; } = 262_144;
}
