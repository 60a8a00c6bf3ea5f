using System.ComponentModel.DataAnnotations;

namespace Attune.Companion.Guide.Kiosk;

/// <summary>Settings of the guide's page for visitors (section <c>Kiosk</c>).</summary>
public sealed class KioskOptions
{
    /// <summary>
    /// Seconds without a touch or a key after which the page asks whether somebody is still there. Default 90; 15 to 3,600.
    /// </summary>
    [Range(15, 3_600)]
    public int IdleSeconds { get; set; } = 90;

    /// <summary>
    /// Seconds it then waits before it forgets the visitor: questions, answers and description. Default 20; 5 to 120.
    /// </summary>
    [Range(5, 120)]
    public int WarningSeconds { get; set; } = 20;

    /// <summary>True hides the way from the page to the rest of the console. Default false.</summary>
    public bool Locked { get; set; }

    /// <summary>
    /// True lets the page have the configured describer asked how a visitor looks who has chosen no tone. Default false: then
    /// only what visitors say themselves, or agree to on the screen, is used.
    /// </summary>
    public bool UseDescriber { get; set; }

    /// <summary>
    /// A further address for visitors' own devices, for example http://0.0.0.0:8090: the page and its questions answer there, and
    /// nothing else of the server. Empty: none; then only this machine can open the page.
    /// </summary>
    [StringLength(200)]
    public string Url { get; set; } = "";

    /// <summary>Whose guide it is, in English, at most 60 characters. Empty: the guide has no name of its own.</summary>
    [StringLength(60)]
    public string Name { get; set; } = "";

    /// <summary>Whose guide it is, in Chinese, at most 60 characters. Empty: as <see cref="Name"/>.</summary>
    [StringLength(60)]
    public string NameChinese { get; set; } = "";

    /// <summary>
    /// English questions to begin with: at most 6, each of 1 to 120 characters. Empty: those of the guide's persona.
    /// </summary>
    [KioskQuestions]
    public IList<string> Questions { get; set; } = [];

    /// <summary>
    /// Chinese questions to begin with: at most 6, each of 1 to 120 characters. Empty: those of the guide's persona.
    /// </summary>
    [KioskQuestions]
    public IList<string> QuestionsChinese { get; set; } = [];
}
