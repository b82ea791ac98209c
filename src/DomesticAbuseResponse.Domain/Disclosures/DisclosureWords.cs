namespace DomesticAbuseResponse.Domain.Disclosures;

/// <summary>The two ways into the scheme (R4.33).</summary>
public enum DisclosureRoute
{
    /// <summary>Somebody asks: the person at risk, or a third party who worries about them.</summary>
    RightToAsk,

    /// <summary>The police or another agency learns of something and considers telling, without having been asked.</summary>
    RightToKnow,
}

/// <summary>Who asks.</summary>
public enum ApplicantKind
{
    PersonAtRisk,

    /// <summary>A parent, a friend, a neighbour: they may not be the one told, and may never learn the outcome (R4.35, S46).</summary>
    ThirdParty,

    /// <summary>The police themselves or an agency, by the right to know.</summary>
    Agency,
}

/// <summary>The steps of a request, in order (R4.35).</summary>
public enum DisclosureStage
{
    /// <summary>First contact and first checks: is anybody in danger now, and is a crime alleged?</summary>
    Checks,

    /// <summary>Face to face, with proof of identity.</summary>
    Meeting,

    /// <summary>What the agencies hold, and the risk.</summary>
    Assessment,

    /// <summary>The forum of several agencies decides whether, what, to whom and by whom.</summary>
    Decision,

    /// <summary>The disclosure itself: in person, spoken, nothing given in writing.</summary>
    Telling,

    Closed,
}

/// <summary>How a request ended (R4.37).</summary>
public enum DisclosureOutcome
{
    Disclosed,
    NothingToDisclose,
    NotNecessary,
    NotEligible,
    Withdrawn,
    ImmediateSafeguarding,
}

/// <summary>Whom a disclosure is made to: whoever can best protect the person at risk (R4.35).</summary>
public enum DisclosureRecipient
{
    PersonAtRisk,

    /// <summary>The third party who asked.</summary>
    Applicant,

    /// <summary>Somebody else who can protect: a parent, a guardian, a worker.</summary>
    AnotherWhoCanProtect,
}

/// <summary>What the forum decides about the person the request is about.</summary>
public enum SubjectAware
{
    NotTold,
    Consulted,
    Told,
}

/// <summary>What the one who asked was told, by a person: nothing here is ever told by the system (S46).</summary>
public enum ToldToApplicant
{
    Nothing,

    /// <summary>That the request has been dealt with, and no more.</summary>
    DealtWith,

    /// <summary>They are the one to whom it was disclosed.</summary>
    Disclosure,
}
