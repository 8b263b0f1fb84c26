import RatchetCore

extension FrenchSentences {
    /// With plain spaces and apostrophes.
    func plain(_ reason: Reason) -> String {
        let update = "[la version {target}|la mise à jour]"
        let theUpdate = "[La version {target}|La mise à jour]"
        let deadline = "[, à installer au plus tard le {deadline} (heure locale)]"
        // In the middle of a sentence.
        let due = "\(deadline.dropLast()),]"
        let times = "[ à {failureCount} <failureCount|reprise|reprises>]"
        let words = "[ ; l'appareil indique : « {failureReason} »]"
        return switch reason {
        case .current: "L'appareil est à jour[ : il exécute la version {installed}]."
        case .enrolmentIncomplete:
            "L'appareil a commencé son inscription, mais n'a pas encore envoyé son adresse de notification push."
        case .inventoryPending:
            "On en sait trop peu sur l'appareil pour lui choisir une version[ ; il reste à connaître : {missing}]."
        case .awaitingConfiguration:
            "L'appareil est encore dans l'Assistant réglages ; rien ne lui est imposé avant que celui-ci soit terminé."
        case .feedPending:
            "La liste des versions d'Apple n'a pas encore été lue ; aucune version ne peut donc être choisie."
        case .notInFeed:
            "La liste d'Apple ne contient, pour cet appareil, aucune version qui corresponde au plan[ ({rule})]."

        case .planned:
            "\(theUpdate)\(due) a été choisie pour l'appareil et va lui être proposée."
        case .offered:
            "\(theUpdate)\(due) a été proposée à l'appareil, mais il n'a pas encore récupéré la déclaration."
        case .delivered:
            "L'appareil a récupéré la déclaration pour \(update)\(deadline), mais ne l'a pas encore évaluée."
        case .accepted: "L'appareil a accepté \(update)\(deadline), mais n'a pas commencé à la télécharger."
        case .waiting:
            "L'appareil attend des conditions favorables, par exemple l'alimentation et le réseau, pour télécharger "
                + "\(update)\(deadline)."
        case .downloading: "L'appareil télécharge \(update)\(deadline)."
        case .prepared:
            "\(theUpdate) est prête sur l'appareil. L'utilisateur peut l'installer à tout moment"
                + "[ avant le {deadline} (heure locale)]."
        case .installing: "L'appareil installe \(update). Il ne donne pas de nouvelles pendant son redémarrage."
        case .failing: "L'installation de \(update) a échoué\(times)\(words). L'appareil réessaie de lui-même."
        case .unreachable:
            "\(theUpdate)\(due) a été proposée à l'appareil, mais il n'a plus donné de nouvelles depuis."
        case .pastDue:
            "\(theUpdate) est prête sur l'appareil, mais son échéance est dépassée[ ({deadline}, heure locale)] ; "
                + "elle n'a pas été installée."
        case .installingSilent:
            "L'appareil a commencé à installer \(update), mais son silence dure plus longtemps que l'installation "
                + "n'en demande."
        case .satisfied:
            "L'appareil indique qu'il exécute déjà [la version {target}|la version demandée] ou une version plus "
                + "récente ; sa version est en cours de vérification."
        case .withdrawn:
            "\(theUpdate) ne doit plus être installée sur cet appareil ; sa déclaration est en cours de retrait."

        case .notEnrolled: "L'appareil n'est plus inscrit ; plus rien ne peut donc lui être demandé."
        case .userEnrolment:
            "L'appareil a été inscrit par son utilisateur (inscription d'utilisateur), et Apple n'y impose aucune mise "
                + "à jour."
        case .enforcementNotSupported:
            "[Le système de l'appareil, version {installed}, est antérieur à {floor}, le premier auquel une mise à jour "
                + "puisse être imposée.|L'appareil n'annonce pas qu'une mise à jour puisse lui être imposée : il ne "
                + "connaît pas la déclaration.]"
        case .notSupervised:
            "Le Mac n'est pas supervisé ; or une mise à jour ne peut pas être imposée à un Mac non supervisé."
        case .modelNotInFeed: "La liste d'Apple ne contient aucune version pour ce modèle."
        case .releaseExpired:
            "La version que désigne le plan[ ({rule})] ne peut plus être installée : Apple l'a retirée."
        case .bsiNeedsBuild:
            "Cette amélioration de la sécurité en arrière-plan est destinée à un autre build[ ({build})], qui ne peut "
                + "pas être installé non plus[ ; l'appareil exécute la version {installed}[, build {installedBuild}]]."
        case .noPlan:
            "Aucun plan ne couvre cet appareil[, alors que la version {target} est disponible pour lui]"
                + "[ ; il exécute la version {installed}]."
        case .noticeTooShort:
            "L'échéance du plan[ ({deadline}, heure locale)] laisse moins que le préavis minimal ; \(update) n'est "
                + "donc pas proposée."
        case .rejected: "L'appareil a refusé la déclaration pour \(update)[ et indique : « {refusal} »]."
        case .blocked: "L'installation de \(update) a échoué\(times) et continue d'échouer\(words)."

        case .deviceOffline: "L'appareil est peut-être éteint, en veille ou sans réseau."
        case .pushRefused:
            "Le service de notifications push n'a pas pris la dernière notification ; il n'est donc pas possible de "
                + "réveiller l'appareil."
        case .userDecides: "Jusqu'à l'échéance, c'est l'utilisateur qui décide du moment de l'installation."
        case .bootstrapTokenMissing:
            "Le Mac n'a pas confié son jeton d'amorçage (bootstrap token) au serveur ; quelqu'un doit donc saisir un "
                + "mot de passe pour l'installation."
        case .failureReported:
            "L'appareil a signalé [{failureCount} <failureCount|échec|échecs>|un échec] d'installation"
                + "[ : « {failureReason} »]."
        case .declarationRefused: "L'appareil a évalué la déclaration et ne l'a pas acceptée[ : « {refusal} »]."
        case .reportUnapplied: "Un rapport de l'appareil a été conservé, mais n'a pas pu être interprété."
        case .targetMissing:
            "La version était absente de la liste d'Apple, ou avait expiré, lors de la dernière lecture."
        case .declarationMissing:
            "L'appareil a indiqué ce qu'il détient, et la déclaration n'en fait pas partie."
        case .cannotRecall: "L'appareil était déjà en train de l'installer, et cela ne peut plus être annulé."
        case .feedStale:
            "La liste d'Apple n'a pas pu être lue depuis un certain temps ; une version plus récente existe peut-être."
        case .stalled: "Aucun progrès de la mise à jour n'a été signalé depuis longtemps."
        case .lowDisk: "L'appareil dispose de peu d'espace libre."
        case .lowPower: "La batterie de l'appareil est faible ; il attend peut-être d'être branché."
        case .noNetwork: "L'appareil n'a peut-être pas de réseau sur lequel il puisse télécharger."
        case .passcodeNeeded: "L'appareil est protégé par un code, que son utilisateur devra peut-être saisir."
        case .passcodeNotEntered: "Le code n'a pas été saisi, ou l'autorisation a expiré."
        case .userAgreed: "L'utilisateur a accepté que l'installation ait lieu cette nuit."
        case .bootstrapTokenRefused:
            "Le Mac n'est pas autorisé à utiliser son jeton d'amorçage (bootstrap token), ou l'autorisation a échoué."
        case .otherPlan: "Les plans divergent pour cet appareil, et c'est le plan prioritaire qui compte."

        case .applianceCurrent, .upgradePlanned, .inventoryUnread, .turnNotCome, .soaking, .healthUnread,
            .backupMissing, .backupStale, .exportMissing, .notStaged, .windowShut, .windowTooShort, .hopReady,
            .hopInstalling, .hopUnanswered, .hopVerifying, .restoring, .noUpgrade, .noGraph, .allPaused,
            .upgradePaused, .changedByOthers, .unknownInventory, .noPath, .packageBlocked, .packageGone, .turnNotSet,
            .contractMissing, .approvalMissing, .approvalLapsed, .testRunMissing, .testRunUnprovable, .healthBad,
            .backupFailed, .backupUnverified, .exportFailed, .exportKeyless, .digestMismatch, .noWindow,
            .checkpointOpen, .hopFailed, .applianceFrozen, .callAtWork, .installNotBegun, .stageFailed, .overrun:
            appliance(reason)
        }
    }
}
