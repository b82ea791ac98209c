using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;

namespace DomesticAbuseResponse.Application.Maracs;

/// <summary>Who may look into one MARAC's planning: those who serve it. To anybody else it is not there.</summary>
internal static class MaracGate
{
    extension(Actor actor)
    {
        public bool Runs(Id<Marac> marac) => actor.Maracs.Contains(marac) && actor.HasAny(Role.MaracCoordinator, Role.MaracChair);

        public void MustServe(Id<Marac> marac)
        {
            if (!actor.Maracs.Contains(marac))
            {
                throw new RecordNotFoundException();
            }
        }

        public void MustRun(Id<Marac> marac)
        {
            if (!actor.Runs(marac))
            {
                throw new RecordNotFoundException();
            }
        }
    }
}
