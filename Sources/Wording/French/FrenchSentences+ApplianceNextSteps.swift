import RatchetCore

extension FrenchSentences {
    /// What happens next to appliances, with plain spaces and apostrophes.
    func appliance(_ event: Expectation.Event) -> String {
        let by = "[, au plus tard le {by}]"
        let around = "[, vers le {by}]"
        return switch event {
        case .startUpgrade: "Ensuite, quelqu'un lance la mise à niveau."
        case .readInventory: "Ensuite, Ratchet demande à l'appliance ce qu'elle exécute\(around)."
        case .readHealth: "Ensuite, Ratchet demande à l'appliance comment elle se porte\(around)."
        case .takeBackup: "Ensuite, Ratchet fait effectuer une sauvegarde\(around)."
        case .exportCertificate: "Ensuite, Ratchet fait exporter le certificat avec sa clé privée\(around)."
        case .stagePackage: "Ensuite, Ratchet fait déposer le paquet\(around)."
        case .turnComes: "Ensuite, son tour vient[ le {by}]."
        case .endSoak: "Ensuite, la période d'attente se termine[ le {by}]."
        case .openWindow: "Ensuite, une fenêtre de maintenance assez longue s'ouvre[ le {by}]."
        case .beginHop: "Ensuite, Ratchet commence l'étape\(around)."
        case .finishHop: "Ensuite, l'appliance termine l'installation\(by)."
        case .verifyHop: "Ensuite, l'appliance indique la nouvelle version et un bon état de santé\(by)."
        case .finishRestore: "Ensuite, la sauvegarde est restaurée sur l'appliance\(by)."
        case .endCall: "Ensuite, l'appel précédent se termine ; Ratchet le remarque de lui-même."
        default: ""
        }
    }

    /// What somebody can do about appliances, with plain spaces and apostrophes.
    func appliance(_ wayOut: WayOut) -> String {
        let name = "[{appliance}|NAME]"
        return switch wayOut {
        case .checkDriver:
            "Vérifiez que l'appliance est joignable et que son pilote répond ; `ratchet appliance snapshot \(name)` "
                + "l'interroge immédiatement."
        case .importGraph:
            "Procurez-vous le graphe de versions qui convient auprès de la personne qui le tient à jour, et "
                + "importez-le : `ratchet package import FILE`."
        case .planUpgrade:
            "Planifiez-en une : `ratchet appliance plan \(name)` ; avec `--dry-run`, la commande ne fait que montrer "
                + "les étapes, les périodes d'attente et les fenêtres."
        case .startUpgrade:
            "Examinez son parcours et ses conséquences, puis lancez-la : `ratchet appliance start \(name)`."
        case .resumeUpgrade:
            "Examinez le parcours avec `ratchet appliance path \(name)`, puis laissez-la continuer : `ratchet "
                + "appliance resume \(name)`."
        case .resumeAll:
            "Une fois la cause disparue, laissez tout continuer : `ratchet appliance resume --all --reason TEXT`."
        case .takeSnapshot:
            "Relevez ce que l'appliance dit d'elle-même : `ratchet appliance snapshot \(name)` ; son éditeur peut en "
                + "déduire quelle est la bonne voie."
        case .choosePath:
            "Cherchez de nouveau le chemin, si le graphe de versions en offre désormais un autre : `ratchet appliance "
                + "resume \(name)`. `ratchet appliance path \(name)` dit ce qui peut être atteint, et pourquoi pas "
                + "davantage ; pour une autre cible, annulez la mise à niveau et planifiez-la de nouveau."
        case .setTurn: "Fixez le jour de son tour, ou un autre jour : `ratchet calendar turn \(name) --on DATE`."
        case .renewContract:
            "Faites renouveler le contrat de maintenance, et enregistrez-le : `ratchet calendar contract \(name) "
                + "--until DATE`."
        case .approveUpgrade:
            "Demandez à quelqu'un d'autre que son planificateur d'examiner le parcours et ses conséquences avec "
                + "`ratchet appliance show \(name)` et de les approuver : `ratchet appliance approve \(name)`."
        case .runTest:
            "Faites d'abord suivre les mêmes paquets à une appliance de test, ou renoncez à l'essai en indiquant un "
                + "motif : `ratchet appliance waive \(name) G5 --reason TEXT`."
        case .addDigest:
            "Inscrivez l'empreinte SHA-256 du paquet dans le graphe de versions, et importez-le de nouveau : `ratchet "
                + "package import FILE`."
        case .waitForSoak:
            "Il n'y a rien à faire : tout continue automatiquement à la fin de la période d'attente. L'abréger exige "
                + "un motif, conservé dans le journal d'audit : `ratchet appliance waive \(name) S1 --reason TEXT`."
        case .repairAppliance:
            "Corrigez ce que signale l'appliance ; Ratchet l'interroge de nouveau de lui-même, et `ratchet appliance "
                + "snapshot \(name)` l'interroge immédiatement."
        case .takeBackup:
            "Ratchet en effectue une de lui-même avant l'étape. Si cela continue d'échouer, vérifiez que le pilote "
                + "peut écrire les sauvegardes et les relire ; `ratchet appliance show \(name)` montre ce qu'il "
                + "indique."
        case .exportOrWaive:
            "Ratchet l'effectue de lui-même avant l'étape. Si ce n'est pas possible, conservez une copie hors de "
                + "l'appliance et renoncez à l'exportation en indiquant un motif : `ratchet appliance waive \(name) G2 "
                + "--reason TEXT`."
        case .stageAgain:
            "Ratchet le dépose de lui-même avant l'étape, puis à nouveau de temps en temps. Un fichier qui n'est pas le bon ne "
                + "doit pas être installé : comparez-le, ainsi que sa provenance, avec ce que publie l'éditeur. `ratchet "
                + "appliance snapshot \(name)` le fait déposer à nouveau maintenant."
        case .waitForWindow:
            "Il n'y a rien à faire : l'étape commence dans la prochaine fenêtre de maintenance assez longue."
        case .changeCalendar:
            "Ajoutez au calendrier de l'appliance une fenêtre assez longue : `ratchet calendar import FILE`."
        case .signCheckpoint:
            "Faites-le à la main, puis validez-le avec une note : `ratchet checkpoint sign [{checkpoint}|ID] --note "
                + "TEXT` ; `ratchet checkpoint list` montre tous ceux qui sont ouverts."
        case .waitForAppliance: "Ne touchez pas à l'appliance : Ratchet la surveille et continue de lui-même."
        case .recoverHop:
            "Voyez ce qui a échoué avec `ratchet appliance explain \(name)`. Ensuite, faites restaurer la sauvegarde "
                + "avec `ratchet appliance restore \(name) --reason TEXT`, réessayez avec `ratchet appliance resume "
                + "\(name)`, ou abandonnez avec `ratchet appliance cancel \(name)`."
        // (D1)
        case .callVendor:
            "Ne redémarrez pas cette appliance. Appelez l'assistance de son éditeur et gardez l'archive d'assistance à "
                + "portée de main. Attendez qu'elle confirme que c'est sans danger : `ratchet appliance unfreeze "
                + "\(name) --reason TEXT`."
        case .endCall:
            "N'y touchez pas : Ratchet continue de lui-même dès que l'appel est terminé. Ratchet n'y met jamais fin ; si vous "
                + "êtes certain qu'il ne fait plus rien sur l'appliance, mettez-y fin sur le serveur[ : processus {process}]."
        case .repairDriver:
            "Corrigez ce qui manque au programme du pilote. Ratchet réessaie de lui-même, de plus en plus rarement ; "
                + "`ratchet appliance snapshot \(name)` le fait réessayer maintenant."
        default: ""
        }
    }
}
