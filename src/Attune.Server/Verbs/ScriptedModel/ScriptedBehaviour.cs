namespace Attune.Server.Verbs.ScriptedModel;

/// <summary>What the stand-in does with a request. On the wire each is the name of a model, in lower case with dashes.</summary>
public enum ScriptedBehaviour
{
    /// <summary>Streams its text in pieces.</summary>
    Scripted,

    /// <summary>The same, five times slower.</summary>
    Slow,

    /// <summary>Repeats the last message of the user.</summary>
    Echo,

    /// <summary>Cuts the connection half-way.</summary>
    Dies,

    /// <summary>Cuts the connection half-way the first time; later requests are answered whole.</summary>
    DiesOnce,

    /// <summary>Stops half-way and stays silent with the connection open.</summary>
    Hangs,

    /// <summary>Never answers.</summary>
    Silent,

    /// <summary>Sends an event stream that holds no JSON.</summary>
    Garbage,

    /// <summary>Sends garbage half-way.</summary>
    Garbles,

    /// <summary>Answers with a web page.</summary>
    Html,

    /// <summary>Ends properly without any text.</summary>
    Empty,

    /// <summary>Ends half-way without saying that it is finished.</summary>
    Unfinished,

    /// <summary>Reports an error half-way.</summary>
    Errors,

    /// <summary>Sends one line that does not end.</summary>
    Floods,

    /// <summary>Repeats its text until the client leaves.</summary>
    Rambles,

    /// <summary>Answers with a redirect.</summary>
    Redirects,

    /// <summary>Answers 401.</summary>
    Refuses,

    /// <summary>Answers 429.</summary>
    Busy,

    /// <summary>Answers 500.</summary>
    Broken,

    /// <summary>Answers 404.</summary>
    Unknown,
}
